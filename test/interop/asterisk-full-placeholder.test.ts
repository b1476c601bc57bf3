import { beforeEach, expect, test } from "vitest";
import { requireAsterisk, startAsterisk } from "./asterisk.js";
import { lastRegistrations } from "./fleet-evidence.js";
import { type Fleet, playFleet } from "./fleet-run.js";

beforeEach(requireAsterisk);

const full: Fleet = {
  scenario: "One desk more than the placeholder takes",
  count: 101,
  placeholder: { "max-contacts": 100 },
  steps: [
    { "power-on": "desk" },
    { expect: { contacts: { "9000": 100 }, within: "30s" } },
    { expect: { phone: "desk", registered: "9000", within: "2s" } },
  ],
};

test("of 101 desks on Max Contacts 100 one is refused, and the report names it with what it lacks", async () => {
  const pbx = await startAsterisk("two-offices");
  const run = await playFleet(pbx, full).ended;
  const left = lastRegistrations(run.events).filter(({ state }) => state !== "registered");
  expect(left).toMatchObject([{ state: "refused", status: 403 }]);
  const phone = left[0]?.phone ?? "";
  expect(run.verdict).toBe("failed");
  expect(run.reason).toMatch(new RegExp(`registered as 9000; seen ${phone}: refused as 9000 \\(403\\)`));
  // It can call 911: each INVITE is authenticated by itself. It cannot be called back.
  const missing = "not registered: no call-back";
  expect(run.emergency.degraded.filter(({ stays }) => stays)).toMatchObject([
    { phone, location: "new-york", link: "E9", missing, times: 1 },
  ]);
  expect(run.emergency.without).toEqual([]);
  expect(run.end.stdout).toContain(`1 stays so: ${phone}\n`);

  // The same fleet of phones that do not dial without a registration.
  const strict = await playFleet(pbx, full, ["--fault", "unregistered-phone-does-not-dial"]).ended;
  const [mute, ...others] = lastRegistrations(strict.events).filter(({ state }) => state !== "registered");
  expect(others).toEqual([]);
  expect(strict.emergency).toMatchObject({ desks: 100, never: 1 });
  expect(strict.emergency.without.filter(({ never }) => never)).toMatchObject([
    { phone: mute?.phone, link: "E5", missing: "not registered: the phone does not dial" },
  ]);
  expect(strict.end.stdout).toContain(
    `1 more never had one: ${full.scenario}, ${mute?.phone} (admission: not registered: the phone does not dial)`,
  );
  const refusal = /will exceed max contacts of 100$/;
  expect(pbx.complaints()).toEqual([expect.stringMatching(refusal), expect.stringMatching(refusal)]);
});

test("with Remove Existing all 101 think that they are registered, and the report says who throws whom out", async () => {
  const pbx = await startAsterisk("two-offices");
  const run = await playFleet(pbx, {
    ...full,
    scenario: "The same with Remove Existing",
    placeholder: { "max-contacts": 100, "remove-existing": true },
    expires: 10,
    steps: [
      { expect: { findings: ["HD-28"] } },
      { "power-on": "desk" },
      { expect: { phone: "desk", registered: "9000", within: "30s" } },
      // None ever is: it waits until each has refreshed. 101 contacts there are for a moment, for Asterisk adds before it removes.
      { expect: { phone: "desk", registration: "refused", within: "9s" } },
    ],
  }).ended;
  expect(run.verdict).toBe("failed");
  expect(lastRegistrations(run.events).map(({ state, status }) => `${state} ${status}`)).toEqual(
    Array.from({ length: 101 }, () => "registered 200"),
  );
  const [note = "", ...others] = run.notes;
  expect(others).toEqual([]);
  expect(note).toMatch(/^9000 has no room, .* by one that was thrown out itself before \(ping-pong\)$/);
  // A desk that was thrown out comes back by its refresh, and the one that expires next has to go.
  const pairs = [...note.matchAll(/(desk-\d+) by (desk-\d+)/g)].map(([, out, by]) => ({ out, by }));
  expect(pairs.length).toBeGreaterThanOrEqual(5);
  expect(pairs.slice(1).map(({ by }) => by)).toEqual(pairs.slice(0, -1).map(({ out }) => out));
  // The first one is out the longest: all have just registered, and none of them refreshes for seconds.
  expect(run.emergency.degraded).toContainEqual(
    expect.objectContaining({
      ...{ phone: pairs[0]?.out, link: "E9", missing: "the PBX has no contact of this phone: no call-back" },
    }),
  );
  expect(pbx.complaints()).toEqual([]);
});
