import { type CallerId, parseCallerId } from "../../../../model/setup/caller-id-text.js";
import type { Route, Setup } from "../../../../model/setup/setup.js";
import type { ExportedTrunk } from "../far-ends.js";
import { shown, withheld } from "./caller.js";
import type { Step } from "./context-text.js";
import { deskContext } from "./desk.js";
import { literalText } from "./literal-text.js";

/**
 * Steps of a subroutine that sets SHOW_NUMBER, SHOW_NAME and SHOW_HOW for one route and one trunk, as `trunkCallerId`
 * does for the embedded PBX: desk or Emergency CID on an emergency route (PBX-93, PBX-99), the caller's own number on an
 * intra-company route (PBX-97), else the last one set of trunk, extension, route and forced caller id (PBX-94).
 */
export function shownCallerIdSteps(
  setup: Pick<Setup, "policies">,
  route: Pick<Route, "type" | "intraCompany" | "callerId">,
  { settings: trunk }: Pick<ExportedTrunk, "settings">,
): Step[] {
  const forEmergency = route.type === "emergency" ? emergencySteps(setup) : [];
  const ordinary = route.intraCompany
    ? ["Set(SHOW_NUMBER=${OWN_NUMBER})"]
    : ordinarySteps(route, parseCallerId(trunk.callerId ?? ""), trunk.keepCid);
  return [
    "Set(SHOW_NUMBER=${CALLER})",
    "Set(SHOW_NAME=)",
    `Set(SHOW_HOW=${shown})`,
    ...forEmergency,
    ...ordinary,
    "Return()",
  ];
}

function emergencySteps({ policies }: Pick<Setup, "policies">): Step[] {
  const desk =
    policies.emergencyIdentity === "desk"
      ? [
          'GotoIf($["${IN_ITS_PLACE}" = "yes"]?no-desk)',
          `Gosub(${deskContext},s,1)`,
          'GotoIf($["${DESK_NUMBER}" = ""]?no-desk)',
          "Set(SHOW_NUMBER=${DESK_NUMBER})",
          "Return()",
        ]
      : [];
  return [
    ...desk,
    { label: "no-desk", does: 'GotoIf($["${EMERGENCY_NUMBER}" = ""]?no-emergency-cid)' },
    "Set(SHOW_NUMBER=${EMERGENCY_NUMBER})",
    "Set(SHOW_NAME=${EMERGENCY_NAME})",
    "Return()",
    { label: "no-emergency-cid", does: "NoOp()" },
  ];
}

function ordinarySteps(
  { callerId: ofRoute }: Pick<Route, "callerId">,
  ofTrunk: CallerId | undefined,
  keepCid: "off" | "on" | "cnum" | "all",
): Step[] {
  if (keepCid === "all" && ofTrunk !== undefined) return setTo(ofTrunk);
  const withoutName = keepCid === "cnum" ? ["Set(SHOW_NAME=)"] : [];
  const route = ofRoute === undefined ? undefined : parseCallerId(ofRoute.number);
  if (route !== undefined && ofRoute?.overrideExtension === true) return [...setTo(route), ...withoutName];
  const otherwise = route ?? ofTrunk;
  return [
    'GotoIf($["${OUTBOUND_NUMBER}" = ""]?no-outbound-cid)',
    "Set(SHOW_NUMBER=${OUTBOUND_NUMBER})",
    "Set(SHOW_NAME=${OUTBOUND_NAME})",
    "Set(SHOW_HOW=${OUTBOUND_SHOWN})",
    "Goto(named)",
    { label: "no-outbound-cid", does: "NoOp()" },
    ...(otherwise === undefined ? [] : setTo(otherwise)),
    { label: "named", does: "NoOp()" },
    ...withoutName,
  ];
}

function setTo({ number, name, withheld: hidden }: CallerId): Step[] {
  return [
    `Set(SHOW_NUMBER=${number})`,
    `Set(SHOW_NAME=${literalText(name)})`,
    `Set(SHOW_HOW=${hidden ? withheld : shown})`,
  ];
}
