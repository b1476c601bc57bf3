import { expect, test } from "vitest";
import type { FaultName } from "../../../sim/model/rules/faults.js";
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
