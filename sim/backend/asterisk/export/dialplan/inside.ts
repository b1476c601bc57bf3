import { isCalled } from "../../../../dialplan/called-extension.js";
import type { Setup } from "../../../../model/setup/setup.js";
import { learnCaller, learnCallersRights } from "./caller.js";
import type { Context, Step } from "./context-text.js";
import { isEqual, keysOnly } from "./literal-text.js";

/** The numbers of all extensions, or the same refused to who may not call inside. */
export function extensionsContext(refused: boolean): string {
  return refused ? "ext-local-refused" : "ext-local";
}

/** A jump to an extension's phones, whatever people have switched for it. */
export function ringExtension(extension: string): string {
  return `Goto(ring-extension,${extension},1)`;
}

/** A jump to an extension, with what people have switched for it. */
export function callExtension(extension: string): string {
  return `Goto(call-extension,${extension},1)`;
}

/** Any extension of a setup; a single digit too. */
const anyExtension = "_X!";

/** Calls to extensions: their features, their call waiting, their phones. */
export function insideContexts(setup: Setup, refusedToo: boolean): Context[] {
  const numbers = Object.keys(setup.extensions).filter((number) => isCalled(setup, number));
  const busyOnes = Object.entries(setup.extensions).filter(([, { callWaiting }]) => !callWaiting);
  return [
    {
      name: extensionsContext(false),
      extensions: numbers.map((number) => ({ number, steps: [callExtension(number)] })),
    },
    ...(refusedToo
      ? [
          {
            name: extensionsContext(true),
            about: [`placeholder-calls: ${setup.placeholderCalls} (HD-13)`],
            extensions: numbers.map((number) => ({ number, steps: ["Hangup(21)"] })),
          },
        ]
      : []),
    {
      name: "call-extension",
      extensions: [
        {
          number: anyExtension,
          steps: [
            learnCaller,
            ...(setup.featureCodes.length > 0 ? featureSteps : []),
            ...(busyOnes.length > 0 ? callWaitingSteps : []),
            "Goto(ring-extension,${EXTEN},1)",
            { label: "busy", does: "Hangup(17)" },
            ...(setup.featureCodes.length > 0 ? forwardSteps : []),
          ],
        },
      ],
    },
    ...(busyOnes.length > 0
      ? [
          {
            name: "no-call-waiting",
            about: ["A phone of these that is in a call makes the extension busy (PBX-145)."],
            extensions: busyOnes.map(([number]) => ({ number, steps: ["NoOp()"] })),
          },
        ]
      : []),
    ringing(setup),
  ];
}

/** What is switched for the called extension: a forwarded call is not forwarded again (PBX-146). */
const featureSteps: readonly Step[] = [
  'GotoIf($["${FORWARDED}" = "yes"]?switched)',
  "GotoIf($[${DB_EXISTS(CF/${EXTEN})} = 1]?forward)",
  "GotoIf($[${DB_EXISTS(DND/${EXTEN})} = 1]?busy)",
  { label: "switched", does: "NoOp()" },
];

const forwardSteps: readonly Step[] = [
  { label: "forward", does: `Set(TARGET=${keysOnly("${DB(CF/${EXTEN})}")})` },
  "Set(FORWARDED=yes)",
  "Set(CALLER=${EXTEN})",
  learnCallersRights,
  "GotoIf($[${DIALPLAN_EXISTS(${FROM},${TARGET},1)} = 1]?${FROM},${TARGET},1)",
  "Hangup(1)",
];

const callWaitingSteps: readonly Step[] = [
  "GotoIf($[${DIALPLAN_EXISTS(no-call-waiting,${EXTEN},1)} = 0]?waits)",
  "Set(STATE=${DEVICE_STATE(PJSIP/${EXTEN})})",
  'GotoIf($["${STATE}" = "INUSE" | "${STATE}" = "BUSY" | "${STATE}" = "ONHOLD" | "${STATE}" = "RINGINUSE"]?busy)',
  { label: "waits", does: "NoOp()" },
];

/** Every contact rings but the phone that calls: one that dials its own number rings the others (PBX-140). */
const ringing = ({ ringSeconds }: Pick<Setup, "ringSeconds">): Context => ({
  name: "ring-extension",
  extensions: [
    {
      number: anyExtension,
      steps: [
        "Set(LEGS=${PJSIP_DIAL_CONTACTS(${EXTEN})})",
        `GotoIf($[${isEqual("${EXTEN}", "${CHANNEL(endpoint)}")}]?own)`,
        { label: "dial", does: 'GotoIf($["${LEGS}" = ""]?nobody)' },
        `Dial(\${LEGS},${ringSeconds})`,
        "Hangup(${IF($[0${HANGUPCAUSE} > 0]?${HANGUPCAUSE}:16)})",
        { label: "nobody", does: "Hangup(20)" },
        { label: "own", does: "Set(MINE=${CHANNEL(pjsip,remote_addr)})" },
        "Set(REST=${LEGS})",
        "Set(LEGS=)",
        { label: "next", does: 'GotoIf($["${REST}" = ""]?dial)' },
        "Set(LEG=${SHIFT(REST,&)})",
        // With an end to it, or port 5060 would be found in 50601.
        "Set(PROBE=${LEG}\\;)",
        'GotoIf($["${STRREPLACE(PROBE,@${MINE}\\;,)}" != "${PROBE}"]?next)',
        "Set(LEGS=${LEGS}${IF($[${LEN(${LEGS})} > 0]?&)}${LEG})",
        "Goto(next)",
      ],
    },
  ],
});
