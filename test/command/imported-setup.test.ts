import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scratchFolder } from "../e2e/scratch.js";
import { asterisk, backup } from "../unit/import/fixture.js";
import { isSampleThere, sample, sampleSources } from "../unit/import/real-sample.js";
import { runInProcess } from "./run-in-process.js";

/** A call on the PBX, and where it ends there. */
interface MeasuredCall {
  readonly number: string;
  readonly from: string;
  /** When it is placed; absent: at noon of a Monday in Chicago. */
  readonly at?: "night";
  /** What the caller types at the prompts, and how the call stands then. */
  readonly typed?: readonly (readonly ["ringing" | "answered", string])[];
  /** What an admin has changed since. */
  readonly changed?: object;
  /** Far end, trunk, number and caller id as they leave; or what becomes of a call that reaches none. */
  readonly end: readonly ["psap" | "carrier", string, string, string] | "an announcement" | "refused" | 603;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Steps to the next Monday, 18:00 UTC, or to the night that follows it: the clock moves by a day at most. */
function clockSteps(at: MeasuredCall["at"]): { readonly clock: { readonly advance: string } }[] {
  const now = new Date();
  const monday = new Date(now).setUTCHours(18, 0, 0, 0) + ((8 - now.getUTCDay()) % 7) * dayMs;
  const noon = monday < now.getTime() ? monday + 7 * dayMs : monday;
  const wanted = at === "night" ? noon + 11 * 60 * 60 * 1000 : noon;
  const days = Math.floor((wanted - now.getTime()) / dayMs);
  const rest = Math.ceil((wanted - now.getTime() - days * dayMs) / 1000);
  return [...Array<string>(days).fill("24h"), `${rest}s`].map((advance) => ({ clock: { advance } }));
}

/** What no PBX tells: where desks stand, and with which files phones log in. */
const additions = {
  locations: {
    office: { subnet: "127.40.0.0/16", "caller-id": "2125550101", address: "1 Example Road, Floor 1" },
  },
  // FreePBX shows the Emergency CID of the extension.
  policies: { "emergency-identity": "extension" },
  templates: { Desk: {} },
  "model-layouts": { desk: { model: "CIP270", description: "A desk", keys: [{ type: "line" }] } },
};

const pin = (digits: string) => ["ringing", `${digits}#`] as const;
const password = (digits: string) => ["answered", `${digits}#`] as const;

function scenarioOf({ number, from, at, typed = [], changed = {}, end }: MeasuredCall, name: string) {
  return {
    scenario: name,
    setup: "../setup.yaml",
    with: { ...additions, ...changed },
    phones: { desk: { model: "CIP270", location: "office" } },
    steps: [
      ...clockSteps(at),
      { assign: { phone: "desk", extension: from, template: "Desk", layout: "desk" } },
      { "power-on": "desk" },
      { expect: { phone: "desk", registered: from } },
      { dial: { phone: "desk", number, as: "call" } },
      // The password of a route is asked by an announcement, which answers; a PIN set is not.
      ...typed.flatMap(([state, keys]) => [
        { expect: { call: "call", state } },
        { keypad: { phone: "desk", keys } },
      ]),
      { expect: { call: "call", ...endOf(end) } },
    ],
  };
}

function endOf(end: MeasuredCall["end"]): object {
  const nowhere = { psap: "none", carrier: "none" };
  if (end === 603) return { status: 603, ...nowhere };
  if (end === "refused") return { state: "failed", ...nowhere };
  if (end === "an announcement") return { state: "ended", ...nowhere };
  const [farEnd, trunk, number, callerId] = end;
  return { state: "answered", [farEnd]: { number, "caller-id": callerId, trunk } };
}

/** Imports the sources, and has a simulated desk of the embedded PBX place each call. */
async function placedCalls(sources: readonly string[], calls: readonly MeasuredCall[]) {
  const folder = scratchFolder();
  const target = join(folder, "setup.yaml");
  const imported = await runInProcess(["import", ...sources, "--to", target, "--with-secrets"]);
  expect([imported.code, imported.stderr]).toEqual([0, expect.not.stringContaining("contradictions")]);
  mkdirSync(join(folder, "calls"));
  for (const [index, call] of calls.entries()) {
    const scenario = scenarioOf(call, `${index}: ${call.number} from ${call.from}`);
    writeFileSync(join(folder, "calls", `${index}.yaml`), JSON.stringify(scenario));
  }
  return runInProcess(["run", join(folder, "calls"), "--no-tui"]);
}

describe.each([
  ["its backup", [backup]],
  ["what Asterisk runs", [asterisk]],
  ["both", [backup, asterisk]],
])("a small PBX, known by %s", (_name, sources) => {
  const calls: MeasuredCall[] = [
    // The first trunk of the emergency route is off, and the dial plan has no way on from there (FI-21, PBX-90).
    { number: "911", from: "2001", end: "an announcement" },
    ...(
      [
        ["911", "2001", "2125550101"],
        ["9911", "2900", "2125550190"],
      ] as const
    ).map(([number, from, callerId]) => ({
      ...{ number, from, changed: { trunks: { e911: { disabled: false } } } },
      end: ["psap", "e911", "911", callerId] as const,
    })),
    // For the placeholder alone (FI-12), with seven digits made ten by the trunk (FI-22); its route's number goes out (FI-19).
    { number: "95550123", from: "2900", end: ["carrier", "carrier", "12125550123", "2125550190"] },
    { number: "95550123", from: "2002", end: "refused" },
    // An emergency device calls for help as itself, and any other route hangs up (PBX-99).
    {
      ...{ number: "911", from: "2911", changed: { trunks: { e911: { disabled: false } } } },
      end: ["psap", "e911", "911", "2125550170"],
    },
    { number: "93125550123", from: "2911", end: 603 },
    // A PIN set, then a password; who is pinless is asked for neither (FI-16, FI-17).
    {
      ...{ number: "93125550123", from: "2002", typed: [pin("713570"), password("530911")] },
      end: ["carrier", "carrier", "13125550123", "2125550102"],
    },
    { number: "93125550123", from: "2001", end: ["carrier", "carrier", "13125550123", "2125550101"] },
    // At night the route is not there (FI-10).
    { number: "93125550123", from: "2001", at: "night", end: "refused" },
  ];
  test("carries calls to the same end", () => carries(sources, calls));
});

describe.skipIf(!isSampleThere)(`a real FreePBX 17 (skipped where ${sample} is absent)`, () => {
  const international = "9011441632960000";
  const abroad = ["carrier", "carrier-a", "011441632960000", "5125550101"] as const;
  const calls: MeasuredCall[] = [
    { number: "911", from: "1001", end: ["psap", "e911-gateway", "911", "5125550101"] },
    { number: "9911", from: "9000", end: ["psap", "e911-gateway", "911", "5125550190"] },
    { number: "933", from: "1002", end: ["psap", "e911-gateway", "933", "5125550102"] },
    { number: "911", from: "70911", end: ["psap", "e911-gateway", "911", "5125550170"] },
    { number: "95551234", from: "70911", end: 603 },
    { number: "95551234", from: "9000", end: ["carrier", "carrier-a", "15125551234", "5125550190"] },
    { number: "95551234", from: "1001", end: ["carrier", "carrier-a", "15125551234", "5125550101"] },
    { number: international, from: "1001", typed: [password("5309")], end: abroad },
    { number: international, from: "1001", at: "night", end: abroad },
    {
      ...{ number: "919005550123", from: "1001", typed: [pin("1357")] },
      end: ["carrier", "carrier-a", "19005550123", "5125550101"],
    },
  ];
  test.each(sampleSources)("known by %s it carries calls to the same end", (_name, sources) =>
    carries(sources, calls),
  );
});

async function carries(sources: readonly string[], calls: readonly MeasuredCall[]): Promise<void> {
  const { code, stdout, stderr } = await placedCalls(sources, calls);
  expect(stdout + stderr).toContain(`${calls.length} passed, 0 failed`);
  expect(code).toBe(0);
}
