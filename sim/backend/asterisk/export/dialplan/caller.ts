import { parseCallerId } from "../../../../model/setup/caller-id-text.js";
import { isEmergencyDevice } from "../../../../model/setup/is-emergency-device.js";
import type { ExtensionSettings, Setup } from "../../../../model/setup/setup.js";
import type { Context, Step } from "./context-text.js";
import { contextOf, fromTrusted } from "./contexts-of.js";
import { keysOnly, literalText } from "./literal-text.js";
import { anyNumber } from "./pattern-text.js";

/** Jumps to subroutines that learn who calls; what they set is told beside each. */
export const learnCaller = "Gosub(sub-caller,s,1)";
export const learnCallersRights = "Gosub(caller,${CALLER},1)";

/**
 * Who calls: CALLER, the extension whose limit, caller ids and exemptions apply (PBX-95), and ADDRESS, where the phone is.
 * A call that is forwarded is one of who has forwarded it: the variable is set already then.
 */
export function callerContexts(setup: Setup): Context[] {
  const extensions = Object.entries(setup.extensions);
  const trusting = extensions.some(([, { trustIdInbound }]) => trustIdInbound);
  return [
    {
      name: "sub-caller",
      about: ["Who calls, and from where; a forwarded call is one of who has forwarded it."],
      extensions: [
        {
          number: "s",
          steps: [
            'GotoIf($["${CALLER}" != ""]?known)',
            "Set(CALLER=${CHANNEL(endpoint)})",
            ...addressSteps,
            { label: "known", does: "Return()" },
          ],
        },
      ],
    },
    {
      name: "caller",
      about: ["What each extension may, and the numbers that it is shown by."],
      extensions: extensions.map(([number, settings]) => ({
        number,
        steps: [...rights(number, settings, contextOf(setup, number)), "Return()"],
      })),
    },
    ...(trusting ? [trusted] : []),
  ];
}

/** CALLER_CALL: the Call-ID of the caller's INVITE, known to the calls that are made of it. */
export const learnCallId = "Set(_CALLER_CALL=${CHANNEL(pjsip,call-id)})";

const addressSteps: readonly Step[] = [
  learnCallId,
  "Set(ADDRESS=${CHANNEL(pjsip,remote_addr)})",
  "Set(ADDRESS=${CUT(ADDRESS,:,1)})",
];

/** A phone whose P-Asserted-Identity names another extension counts as that one (PBX-95). */
const trusted: Context = {
  name: fromTrusted,
  about: ["The phone's word counts: it calls as the extension that it says it is."],
  extensions: [
    {
      number: anyNumber,
      steps: [
        "Set(CALLER=${CHANNEL(endpoint)})",
        `Set(CLAIMED=${keysOnly("${CALLERID(num)}")})`,
        'GotoIf($["${CLAIMED}" = ""]?own)',
        "GotoIf($[${DIALPLAN_EXISTS(caller,${CLAIMED},1)} = 0]?own)",
        "Set(CALLER=${CLAIMED})",
        { label: "own", does: `Set(DIALLED=${keysOnly("${EXTEN}")})` },
        ...addressSteps,
        learnCallersRights,
        "GotoIf($[${DIALPLAN_EXISTS(${FROM},${DIALLED},1)} = 1]?${FROM},${DIALLED},1)",
        "Hangup(1)",
      ],
    },
  ],
};

/** FreePBX asks for no limit where the name is shorter than two characters (PBX-83), or of an emergency device (PBX-99). */
function limitOf(settings: ExtensionSettings): number {
  return settings.name.length < 2 || isEmergencyDevice(settings) ? 0 : settings.outboundConcurrencyLimit;
}

function rights(number: string, settings: ExtensionSettings, context: string): string[] {
  const outbound = parseCallerId(settings.outboundCid ?? "");
  const emergency = parseCallerId(settings.emergencyCid ?? "");
  // It does not move: its number is that of its place, and its name says so (PBX-99).
  const inItsPlace = isEmergencyDevice(settings) && emergency !== undefined;
  const set = (name: string, value: string | number): string => `Set(${name}=${literalText(String(value))})`;
  return [
    set("FROM", context),
    set("LIMIT", limitOf(settings)),
    set("PINLESS", settings.pinless ? "yes" : "no"),
    set("OWN_NUMBER", settings.cidMasquerade ?? number),
    set("OUTBOUND_NUMBER", outbound?.number ?? ""),
    set("OUTBOUND_NAME", outbound?.name ?? ""),
    set("OUTBOUND_SHOWN", outbound?.withheld === true ? withheld : shown),
    set("EMERGENCY_NUMBER", emergency?.number ?? ""),
    set("EMERGENCY_NAME", emergency?.name || (inItsPlace ? settings.name : "")),
    set("IN_ITS_PLACE", inItsPlace ? "yes" : "no"),
  ];
}

/** Values of CALLERID(pres). */
export const shown = "allowed_passed_screen";
export const withheld = "prohib_passed_screen";
