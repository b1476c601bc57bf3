import { beforeEach, expect, test } from "vitest";
import type { TranscriptEvent } from "../../sim/transcript/event.js";
import { requireAsterisk, startAsterisk } from "./asterisk.js";
import { lastRegistrations } from "./fleet-evidence.js";
import { playFleet } from "./fleet-run.js";

beforeEach(requireAsterisk);

/** Waits after a refusal, and of transactions, are a fifth of those of real phones. */
const fast = ["--timer-t1", "100"];

test("fifty desks on other ports after a power cut: ghosts fill the placeholder, and each desk's way back is told", async () => {
  const pbx = await startAsterisk("two-offices");
  const run = await playFleet(
    pbx,
    {
      scenario: "Fifty desks come back on other ports",
      count: 50,
      placeholder: { "max-contacts": 60 },
      policies: { "contact-port": "random" },
      expires: 10,
      steps: [
        { "power-on": "desk" },
        { expect: { phone: "desk", registered: "9000", within: "20s" } },
        { expect: { contacts: { "9000": 50 } } },
        { "power-off": "desk" },
        { "power-on": "desk" },
        // Fifty ghosts, and ten that found room beside them.
        { expect: { phone: "desk", ghosts: { "9000": 1 } } },
        { expect: { contacts: { "9000": 60 } } },
        { expect: { phone: "desk", registered: "9000", within: "60s" } },
        { expect: { phone: "desk", ghosts: { "9000": 0 } } },
        { expect: { contacts: { "9000": 50 }, within: "20s" } },
      ],
    },
    fast,
  ).ended;
  expect([run.verdict, run.reason]).toEqual(["passed", ""]);
  const refusals = run.events.filter((event) => event.type === "registration" && event.status === 403);
  const refused = new Set(refusals.map(({ phone }) => phone));
  expect(refused.size).toBe(40);
  // Each waits twice as long as before: no storm.
  expect(refusals.length).toBeLessThanOrEqual(3 * 40);
  expect(pbx.complaints()).toHaveLength(refusals.length);
  const rows = run.emergency.degraded;
  expect(new Set(rows.map(({ phone }) => phone))).toEqual(refused);
  for (const row of rows) {
    expect(row).toMatchObject({ link: "E9", missing: "not registered: no call-back", location: "new-york" });
    expect(row).not.toHaveProperty("stays");
    expect(row.totalMs).toBeGreaterThan(3000);
  }
});

test("one phone unregisters `Contact: *`: all others are lost, and how long each of them is", async () => {
  const pbx = await startAsterisk("two-offices");
  const run = await playFleet(
    pbx,
    {
      scenario: "One desk unregisters everybody",
      count: 20,
      placeholder: { "max-contacts": 60 },
      policies: { "unregister-scope": "star" },
      expires: 15,
      steps: [
        { "power-on": "desk" },
        { expect: { phone: "desk", registered: "9000", within: "20s" } },
        { expect: { contacts: { "9000": 20 } } },
        { login: { phone: "desk-1", extension: "1008", pin: "94617208" } },
        { expect: { phone: "desk-1", registered: "1008" } },
        { expect: { contacts: { "9000": 19 }, within: "20s" } },
      ],
    },
    fast,
  ).ended;
  expect([run.verdict, run.reason]).toEqual(["passed", ""]);
  expect(run.notes).toEqual([
    expect.stringMatching(/^desk-1 unregistered everybody on 9000 \(Contact: \*\), .*: desk-.* and 9 more$/),
  ]);
  const rows = run.emergency.degraded;
  expect(rows.map(({ phone }) => phone).sort()).toEqual(
    Array.from({ length: 19 }, (_, index) => `desk-${index + 2}`).sort(),
  );
  for (const row of rows) {
    expect(row).toMatchObject({ link: "E9", missing: "the PBX has no contact of this phone: no call-back" });
    expect(row).toMatchObject({ times: 1 });
    // At the latest with its refresh, at four fifths of what it was granted.
    expect(row.longestMs).toBeLessThan(15_000);
  }
  expect(pbx.complaints()).toEqual([]);
});

test("Asterisk is killed and started again: the desks recover by themselves, and each one's gap is told", async () => {
  const pbx = await startAsterisk("two-offices");
  const play = playFleet(
    pbx,
    {
      scenario: "The PBX is killed",
      count: 20,
      placeholder: { "max-contacts": 60 },
      expires: 10,
      steps: [
        { "power-on": "desk" },
        { expect: { phone: "desk", registered: "9000", within: "20s" } },
        { expect: { phone: "desk", "emergency-path": "good" } },
        { expect: { phone: "desk", registration: "failing", within: "40s" } },
        { expect: { phone: "desk", "emergency-path": "good", within: "40s" } },
        { expect: { contacts: { "9000": 20 } } },
        { dial: { phone: "desk-7", number: "911", as: "help" } },
        { expect: { call: "help", state: "answered", psap: { location: "new-york" } } },
      ],
    },
    [...fast, "--allow-emergency", "911"],
  );
  await play.recorded(hasPassed(3));
  const killedAt = Date.now();
  await pbx.kill();
  await play.recorded(hasPassed(4));
  const downMs = Date.now() - killedAt;
  await pbx.startAgain();
  const run = await play.ended;
  expect([run.verdict, run.reason]).toEqual(["passed", ""]);
  expect(lastRegistrations(run.events).map(({ state }) => state)).toEqual(
    Array.from({ length: 20 }, () => "registered"),
  );
  const rows = run.emergency.without;
  expect(rows.map(({ phone }) => phone).sort()).toEqual(
    Array.from({ length: 20 }, (_, index) => `desk-${index + 1}`).sort(),
  );
  for (const row of rows) {
    expect(row).toMatchObject({ link: "E4", missing: "the PBX is down", gaps: 1 });
    // It begins with the kill, whatever the phone has noticed, and ends no sooner than there is a PBX again.
    expect(row.longestMs).toBeGreaterThan(downMs - 500);
    // Then the phone's own wait, of 25 s at most at the usual T1.
    expect(row.longestMs).toBeLessThan(downMs + 10_000);
  }
});

/** @param step from 0, the assignment among them */
function hasPassed(step: number): (events: readonly TranscriptEvent[]) => boolean {
  return (events) => events.some((event) => event.type === "step-end" && event.step === step);
}
