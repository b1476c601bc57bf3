import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { auditFacts } from "../../sim/audit/audit-setup.js";
import { type EmergencyCell, emergencyMatrix } from "../../sim/audit/emergency-matrix.js";
import { setupFileSchema } from "../../sim/model/setup/setup.js";
import { scratchFolder } from "../e2e/scratch.js";
import { matrixSetups } from "../unit/audit/matrix-setups.js";
import { profiles, sampleInput } from "../unit/backend/sample-setup.js";
import { runInProcess } from "./run-in-process.js";

// proves: F-43, PBX-99, PBX-100, EH-12, EH-13, EH-15, EH-16
test.each(matrixSetups)(
  "the 911 matrix of two offices %s: a desk that calls gets what each cell says",
  async (_name, change) => {
    const folder = scratchFolder();
    const input = sampleInput();
    change(input);
    writeFileSync(join(folder, "setup.yaml"), stringify(input));
    const cells = emergencyMatrix(auditFacts(setupFileSchema.parse(input), profiles), Date.now());
    const calls = cells.flatMap((cell) => callersIn(cell).map((extension) => ({ cell, extension })));
    expect(calls.length).toBeGreaterThanOrEqual(8);
    mkdirSync(join(folder, "cells"));
    for (const [index, { cell, extension }] of calls.entries())
      writeFileSync(join(folder, "cells", `${index}.yaml`), JSON.stringify(scenarioOf(cell, extension)));
    const { code, stdout } = await runInProcess(["run", join(folder, "cells"), "--no-tui"]);
    expect(stdout).toContain(`${calls.length} passed, 0 failed`);
    expect(code).toBe(0);
  },
);

/** Of those that fare alike the first and the last; a blank desk has no extension. */
function callersIn({ extensions }: EmergencyCell): (string | undefined)[] {
  const [first] = extensions;
  const last = extensions.at(-1);
  return first === last ? [first] : [first, last];
}

/** What a desk in that state does to call, and what comes of it. */
function scenarioOf(cell: EmergencyCell, extension?: string) {
  const { location, number, state, psap } = cell;
  // Of one contact alone FreePBX removes the existing one (EH-3): with two the next is refused.
  const full = state === "placeholder full";
  const mapped = { extension, template: "EST Default", layout: "user-270" };
  const placed = (phone: string) => [
    ...(extension === undefined ? [] : [{ assign: { phone, ...mapped } }]),
    { "power-on": phone },
  ];
  const taken = (phone: string) => [...placed(phone), { expect: { phone, registered: extension } }];
  const seen =
    psap === undefined
      ? { call: "help", state: reasonOf(cell), psap: "none" }
      : {
          ...{ call: "help", state: "answered" },
          psap: { number: psap.number, "caller-id": psap.callerId, ...placeOf(cell) },
        };
  return {
    scenario: `${number} from ${location}: ${state} ${extension ?? ""}`,
    setup: "../setup.yaml",
    ...(full && extension !== undefined
      ? { with: { extensions: { [extension]: { "max-contacts": 2 } } } }
      : {}),
    phones: {
      desk: { model: "CIP270", location },
      reception: { model: "CIP270", location: "new-york" },
      ...(full ? { first: { model: "CIP270", location, count: 2 } } : {}),
    },
    steps: [
      ...(full ? ["first-1", "first-2"].flatMap(taken) : []),
      ...placed("desk"),
      { expect: { phone: "desk", ...accountOf(cell, extension) } },
      { dial: { phone: "desk", number, as: "help" } },
      ...(isAsked(cell) ? unanswered : []),
      { expect: seen },
      ...calledBackBy(cell, extension),
    ],
  };
}

/** Who is rung: the desk itself, one of those that fill the placeholder, or a phone at the reception. */
function calledBackBy({ state, psap }: EmergencyCell, extension: string | undefined): object[] {
  const callBack = psap?.callBack ?? { rings: "not known" as const };
  const { rings } = callBack;
  if (rings === "not known") return [];
  const rung = rings === "nobody" ? undefined : callBack.extension;
  const own = state === "placeholder full" ? "first-1" : "desk";
  const phone = rung === extension ? own : "reception";
  const answerer = [
    { assign: { phone, extension: rung, template: "EST Default", layout: "user-270" } },
    { "power-on": phone },
    { expect: { phone, registered: rung } },
  ];
  return [
    { "hang-up": "desk" },
    { expect: { call: "help", state: "ended" } },
    ...(rings === "nobody" || phone === own ? [] : answerer),
    { "call-back": "last" },
    { expect: rings === "nobody" ? { "call-back": "failed" } : { phone, incoming: { state: "ringing" } } },
  ];
}

function accountOf({ state }: EmergencyCell, extension: string | undefined) {
  if (state === "placeholder full") return { registration: "refused" };
  return extension === undefined ? { state: "BLANK", keys: ["Login"] } : { registered: extension };
}

function isAsked({ missing }: EmergencyCell): boolean {
  return missing.endsWith("asks for a PIN or a password");
}

/** Who has no PIN rings on, and is hung up after four entries. */
const unanswered = [
  { expect: { call: "help", state: "ringing", psap: "none" } },
  { keypad: { phone: "desk", keys: "####" } },
];

/** A blank phone has no account to dial with; an announcement answers like a person, and any refusal fails the call. */
function reasonOf({ state, missing }: EmergencyCell): string {
  if (state === "blank") return "refused";
  return missing.startsWith("an announcement answers") ? "answered" : "failed";
}

/** The location whose number the PSAP is shown: the desk's own, or the one that help is sent to. */
function placeOf({ path, location, missing }: EmergencyCell) {
  const [, elsewhere] = /^help is sent to (.*)$/.exec(missing) ?? [];
  if (elsewhere !== undefined) return { location: elsewhere };
  return path === "good" ? { location } : {};
}
