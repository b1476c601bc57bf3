import { expect, test } from "vitest";
import type { FaultName } from "../../../sim/model/rules/faults.js";
import { CallsLeftUp } from "../../../sim/scenario/invariants/calls-left-up.js";
import { DeliveredCalls } from "../../../sim/scenario/invariants/delivered-calls.js";
import type { EventBody } from "../../../sim/transcript/event.js";
import { setup } from "./phone-events.js";
import { runAll, scenarioOf } from "./scene.js";

/** INV-1, INV-2 and INV-4 on the real backend: each scenario's steps all pass, and it fails all the same. */

const phones =
  "phones: { desk: { model: CIP230, location: new-york }, hall: { model: CIP230, location: new-york } }";
const loggedIn = `
  - power-on: desk
  - login: { phone: desk, extension: "1008", pin: "94617208" }
  - expect: { phone: desk, registered: "1008" }`;

async function reasonOf(body: string, faults: readonly FaultName[] = []): Promise<string | undefined> {
  const scenario = scenarioOf("An invariant is watched", `${phones}\n${body}`);
  const { end, summary } = await runAll([scenario], { faults });
  const [played] = summary.scenarios;
  expect(played?.steps.map(({ verdict }) => verdict)).not.toContain("failed");
  return end.verdict === "passed" ? undefined : played?.reason;
}

const silent = `steps:${loggedIn}
  - server-fault: { on: sip, kind: silent }
`;

test("INV-1: a desk that is left without an emergency path fails the scenario, with the link", async () => {
  expect(await reasonOf(silent)).toContain(
    "INV-1: desk is left without an emergency path (reach: no SIP passes between phones and PBX)",
  );
});

test("… unless the scenario says so, and then it must be so, by that very link", async () => {
  expect(await reasonOf(`emergency: { without: { desk: reach } }\n${silent}`)).toBeUndefined();
  expect(await reasonOf(`emergency: { without: { desk: account } }\n${silent}`)).toContain(
    "desk should end without an emergency path (account): seen reach",
  );
  expect(await reasonOf(`emergency: { without: { desk: reach } }\nsteps:${loggedIn}\n`)).toContain(
    "desk should end without an emergency path (reach): seen good",
  );
});

test("INV-1: a gap that is longer than the scenario allows fails it, though it is over", async () => {
  const steps = `steps:${loggedIn}
  - server-fault: { on: sip, kind: silent }
  - expect: { phone: desk, can-call-emergency: false }
  - server-fault: none
  - expect: { phone: desk, can-call-emergency: true }
`;
  expect(await reasonOf(`emergency: { longest-gap: 0s }\n${steps}`)).toMatch(
    /INV-1: desk had no emergency path for 0\.0 s \(reach: .*\), longer than 0\.0 s/,
  );
  expect(await reasonOf(steps)).toBeUndefined();
});

test("INV-2: a user who is logged in on two phones at once fails it", async () => {
  const twice = `steps:${loggedIn}
  - power-on: hall
  - login: { phone: hall, extension: "1008", pin: "94617208" }
  - expect: { phone: hall, registered: "1008" }
`;
  expect(await reasonOf(twice)).toBeUndefined();
  expect(await reasonOf(twice, ["old-phone-keeps-user"])).toMatch(/INV-2: 1008 is logged in on 2 phones/);
});

const answeredByAnnouncement = `with: { extensions: { "1008": { outbound-concurrency-limit: 1 } } }
steps:${loggedIn}
  - dial: { phone: desk, number: "2125550188", as: out }
  - expect: { call: out, state: answered }
  - dial: { phone: desk, number: "911", as: help }
  - expect: { call: help, state: answered }`;
const hungUp = `
  - hang-up: { phone: desk, call: out }
  - expect: { call: out, state: ended }
  - expect: { call: help, state: ended }
`;

test("INV-4: an emergency call that an announcement answered is not delivered", async () => {
  expect(await reasonOf(`${answeredByAnnouncement}${hungUp}`)).toContain(
    "INV-4: desk help: the phone saw 911 answered, and no call reached the PSAP",
  );
});

test("… which a scenario may be about", async () => {
  expect(await reasonOf(`${answeredByAnnouncement}\n  - expect: { psap: none }${hungUp}`)).toBeUndefined();
});

test("… of that call, and of none before or after it", async () => {
  const again = `
  - dial: { phone: desk, number: "911", as: again }
  - expect: { call: again, state: answered }`;
  const both = `
  - hang-up: { phone: desk, call: out }
  - hang-up: { phone: desk, call: help }
  - expect: { call: help, state: ended }
  - expect: { call: again, state: ended }
`;
  const reason = await reasonOf(`${answeredByAnnouncement}\n  - expect: { psap: none }${again}${both}`);
  expect(reason).toContain("INV-4: desk again: the phone saw 911 answered");
  expect(reason).not.toContain("desk help");
});

test("… nor of one before a panic button that dialled somebody else", async () => {
  const guard =
    'with: { extensions: { "1008": { outbound-concurrency-limit: 1 } }, locations: { new-york: { panic-button: "2999" } } }';
  const body = answeredByAnnouncement.replace(/^with: .*$/m, guard);
  const panic = `
  - panic: { phone: desk, as: guard }
  - expect: { call: guard, state: failed }
  - expect: { psap: none }`;
  expect(await reasonOf(`${body}${panic}\n`)).toContain(
    "INV-4: desk help: the phone saw 911 answered, and no call reached the PSAP",
  );
});

test("INV-4: a call that reached the PSAP twice does not stand for one that never did", () => {
  const delivered = new DeliveredCalls(() => setup, []);
  const told = (event: EventBody): void =>
    delivered.add({ seq: 0, atMs: 0, ...(event.type === "call" && { phone: "desk" }), ...event });
  const dialled = (call: string, callId?: string): EventBody => ({
    ...{ type: "call", call, direction: "outgoing", state: "answered", number: "911" },
    ...(callId !== undefined && { callId }),
  });
  const taken = (callId?: string): EventBody => ({
    ...{ type: "psap", farEnd: "psap", trunk: "emergency", number: "911", callerId: "2125550100" },
    ...{ state: "answered", ...(callId !== undefined && { callId }) },
  });
  told(taken("one@desk"));
  told(dialled("one", "one@desk"));
  told(dialled("late", "late@desk"));
  told(taken("late@desk"));
  expect(delivered.breaches()).toEqual([]);
  told(dialled("lost", "lost@desk"));
  told(taken("one@desk"));
  expect(delivered.breaches()).toEqual([
    "desk lost: the phone saw 911 answered, and no call reached the PSAP",
    "one call reached the PSAP 2 times",
  ]);
  // Of a backend that tells no Call-ID calls can be counted alone.
  told(taken());
  expect(delivered.breaches()).toEqual(["one call reached the PSAP 2 times"]);
});

test("INV-3: a phone that was thrown out silently, and shows itself registered, fails it unless it is named", async () => {
  const steps = `steps:
  - power-on: desk
  - login: { phone: desk, extension: "1008", pin: "94617208" }
  - expect: { phone: desk, registered: "1008" }
  - power-on: hall
  - login: { phone: hall, extension: "1008", pin: "94617208" }
  - expect: { phone: hall, registered: "1008" }
`;
  const evict = "with: { policies: { second-login: evict } }\n";
  expect(await reasonOf(`${evict}${steps}`)).toContain(
    "INV-3: desk shows that it is registered as 1008, and the PBX has no contact of it",
  );
  expect(await reasonOf(`${evict}emergency: { mistaken: [desk] }\n${steps}`)).toBeUndefined();
  expect(await reasonOf(`emergency: { mistaken: [desk] }\n${steps}`)).toContain(
    "INV-3: desk should think wrongly that it is registered, and does not",
  );
});

test("INV-6: a call that is still up when its phones have left makes the run invalid", () => {
  const calls = new CallsLeftUp();
  const told = (event: EventBody): void => calls.add({ seq: 0, atMs: 0, ...event });
  const call = { farEnd: "psap", trunk: "main", number: "911", callerId: "2125550100" } as const;
  told({ type: "psap", ...call, state: "answered" });
  told({ type: "psap", ...call, state: "answered" });
  told({ type: "psap", ...call, state: "ended" });
  expect(calls.left()).toEqual(["a call to 911 from 2125550100 is still up after its phone has left"]);
  // A power cut of a phone that is not in a call changes nothing; one that is could not hang up.
  told({ type: "power", on: false });
  expect(calls.left()).toHaveLength(1);
  told({ type: "call", call: "help", direction: "outgoing", state: "answered", number: "911" });
  told({ type: "power", on: false });
  expect(calls.left()).toEqual([]);
});
