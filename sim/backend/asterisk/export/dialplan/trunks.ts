import { type PatternRow, patternRow } from "../../../../dialplan/pattern-row.js";
import type { Setup } from "../../../../model/setup/setup.js";
import { callerCallHeader, trunkHeader } from "../../../../model/trunk-header.js";
import type { ExportedTrunk } from "../far-ends.js";
import type { Context, Step } from "./context-text.js";
import { keepEmergencyNumbers, keptNumbers } from "./kept-numbers.js";
import { isEqual, keysOnly, literalText } from "./literal-text.js";
import { anyKeys, patternText } from "./pattern-text.js";

/** How long one trunk may take to answer, in seconds. */
const answerSeconds = 120;

/** A jump to a subroutine that returns where the next trunk may be tried. It sends NUMBER, from SHOW_NUMBER. */
export function tryTrunk({ id }: Pick<ExportedTrunk, "id">): string {
  return `Gosub(${id},s,1)`;
}

/** A step that goes to a label of the same extension where no trunk has room; none where one always has. */
export function whereAllAreFull(trunks: readonly ExportedTrunk[], label: string): Step[] {
  const tests = trunks.map(fullTest);
  return tests.includes(undefined) ? [] : [`GotoIf($[${tests.join(" & ")}]?${label})`];
}

/** An expression; undefined: any number of calls may be there. */
function fullTest({ id, settings }: Pick<ExportedTrunk, "id" | "settings">): string | undefined {
  const most = settings.maxChannels ?? 0;
  return most > 0 ? `\${GROUP_COUNT(${id}@trunk)} >= ${most}` : undefined;
}

export function trunkContexts(
  setup: Pick<Setup, "emergencyNumbers">,
  trunks: readonly ExportedTrunk[],
): Context[] {
  return [
    ...trunks.flatMap((trunk) => [attempt(trunk), ...dialRules(trunk)]),
    ...(trunks.some(({ withoutEmergencies }) => withoutEmergencies) ? [keptNumbers(setup)] : []),
  ];
}

function attempt(trunk: ExportedTrunk): Context {
  const { id, name, settings, peer, withoutEmergencies } = trunk;
  if (peer === undefined) {
    return {
      name: id,
      about: [`${name}: a dead end, no far end was named`],
      extensions: [{ number: "s", steps: ["Hangup(34)"] }],
    };
  }
  const steps: Step[] = [
    ...whereAllAreFull([trunk], "full"),
    ...(settings.dialRules.length > 0
      ? [`Gosub(${rulesName(id)},\${NUMBER},1)`, "Set(SENT=${GOSUB_RETVAL})"]
      : ["Set(SENT=${NUMBER})"]),
    ...(withoutEmergencies ? keepEmergencyNumbers("kept") : []),
    `Set(GROUP(trunk)=${id})`,
    "Set(CALLERID(num)=${SHOW_NUMBER})",
    "Set(CALLERID(name)=${SHOW_NAME})",
    "Set(CALLERID(pres)=${SHOW_HOW})",
    `Dial(PJSIP/\${SENT}@${id},${answerSeconds},b(${id}^header^1))`,
    "Set(GROUP(trunk)=)",
    ...(settings.continueIfBusy ? [] : [stopsAfter]),
    { label: "full", does: "Return()" },
    ...(settings.continueIfBusy
      ? []
      : [{ label: "stop", does: "Hangup(${IF($[0${HANGUPCAUSE} > 0]?${HANGUPCAUSE}:16)})" }]),
    ...(withoutEmergencies ? [{ label: "kept", does: "Hangup(34)" }] : []),
  ];
  return {
    name: id,
    about: [name],
    extensions: [
      { number: "s", steps },
      {
        number: "header",
        steps: [
          `Set(PJSIP_HEADER(add,${trunkHeader})=${literalText(name)})`,
          "GotoIf($[${LEN(${CALLER_CALL})} = 0]?told)",
          `Set(PJSIP_HEADER(add,${callerCallHeader})=\${CALLER_CALL})`,
          { label: "told", does: "Return()" },
        ],
      },
    ],
  };
}

/** What sounds like the called party's own answer ends the call; a dead trunk's 408 too (PBX-90). */
const stopsAfter = `GotoIf($["\${DIALSTATUS}" = "BUSY" | "\${DIALSTATUS}" = "NOANSWER" | ${[
  "18",
  "22",
  "23",
  "28",
]
  .map((cause) => isEqual("${HANGUPCAUSE}", cause))
  .join(" | ")}]?stop)`;

function rulesName(id: string): string {
  return `${id}-rules`;
}

/** Dial rules: the first that matches changes the number, whatever the call is for (FI-22). */
function dialRules({ id, settings }: ExportedTrunk): Context[] {
  if (settings.dialRules.length === 0) return [];
  const names = settings.dialRules.map((_rule, index) => `${rulesName(id)}-${index + 1}`);
  const unchanged = `${rulesName(id)}-none`;
  return [
    { name: rulesName(id), includes: [...names, unchanged] },
    ...settings.dialRules.map((rule, index) => ({
      name: names[index] ?? "",
      extensions: [rowExtension(patternRow(rule))],
    })),
    { name: unchanged, extensions: [{ number: anyKeys, steps: ["Return(${EXTEN})"] }] },
  ];
}

function rowExtension(row: PatternRow) {
  return { number: patternText(row.glued), steps: [`Return(${sentNumber(row)})`] };
}

/** What is sent for the dialled number: prefix off, prepend on (PBX-87). */
export function sentNumber({ strip, prepend }: Pick<PatternRow, "strip" | "prepend">): string {
  return prepend + keysOnly(strip === 0 ? "${EXTEN}" : `\${EXTEN:${strip}}`);
}
