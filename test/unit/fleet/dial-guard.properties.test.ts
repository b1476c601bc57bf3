import fc from "fast-check";
import { expect, test } from "vitest";
import type { NumberPlan } from "../../../sim/dialplan/number-plan.js";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";
import { dialGuard } from "../../../sim/fleet/dial-guard.js";
import { parseTarget } from "../../../sim/model/control/parse-target.js";
import {
  type PatternRow,
  prependingRow,
  strippingRow,
  typedForm,
  writtenForm,
} from "../../arbitrary/number-forms.js";
import { accountOf, configFile, lineKey } from "../phone/support/config-file.js";
import { createDesk, type TestDesk, testMac } from "../phone/support/desk.js";
import { labOfEachTest } from "../phone/support/lab.js";
import { profileOf } from "../phone/support/profile.js";

const setup = loadSetup("scenarios/setups/two-offices.yaml", loadProfiles());
const profile = profileOf("CIP270");
const lab = labOfEachTest();
const emergency = fc.constantFrom("911", "112", "999", "988", "110");

/** Something dialled on a setup whose routes may take a prefix off or put one in front. */
const attempt = emergency.chain((number) =>
  fc.oneof(
    fc.record({
      dialled: typedForm(number),
      rows: fc.array(strippingRow, { maxLength: 1 }),
    }),
    strippingRow.map((row) => ({ dialled: `${row.prefix}${number}`, rows: [row] })),
    prependingRow(number).map(({ dialled, row }) => ({ dialled, rows: [row] })),
  ),
);

/** The setup with these rows, and without numbers that are as long as an emergency number in disguise. */
function planWith(rows: readonly PatternRow[]): NumberPlan {
  const emergencyRoutes = setup.routes.filter(({ type }) => type === "emergency");
  return { ...setup, extensions: {}, routes: [...emergencyRoutes, { type: "normal", patterns: rows }] };
}

/** What a person does to have it dialled, on a phone whose key 3 and 4 have it as their value. */
const ways: Readonly<Record<string, (desk: TestDesk, number: string) => Promise<void>>> = {
  "types it": (desk, number) => desk.handset.dial(number, "typed"),
  "presses the speed dial": (desk) => desk.handset.pressKey(3),
  "presses the BLF": (desk) => desk.handset.pressKey(4),
  "presses Pickup": (desk) => desk.handset.pressKey(5),
  "presses Redial": (desk) => desk.handset.pressKey("Redial"),
};

/** A registered desk of a run against a live target at our peer, with `dialled` on its keys. */
async function deskWith(dialled: string, plan: NumberPlan): Promise<TestDesk> {
  const { server } = lab.pbx;
  const text = `{ target: x, kind: live, config-server: "${lab.web.url}", sip: { host: 127.0.0.1 }, dial: { allow: ["933"] } }`;
  const target = parseTarget({ file: "t.yaml", text });
  const consent = { by: "nobody", at: "2026-01-01T00:00:00Z" };
  lab.web.replies.set(
    `/cfg${testMac}.xml`,
    configFile(
      accountOf(profile, { extension: "1001", server }),
      lineKey(profile, 1, "line"),
      lineKey(profile, 2, "redial"),
      lineKey(profile, 3, "speed-dial", "Help", dialled),
      lineKey(profile, 4, "blf", "Door", dialled),
      lineKey(profile, 5, "direct-pickup", "Pickup", dialled),
    ),
  );
  const desk = createDesk({
    configServer: lab.web.url,
    mayDial: dialGuard({ backend: "external", target, allowed: ["933"], consent }, plan),
  });
  await desk.handset.powerOn();
  await desk.until("registration", ({ state }) => state === "registered");
  return desk;
}

test("no way to dial, no form of a number and no route prefix gets an emergency call past the guard", async () => {
  await fc.assert(
    fc.asyncProperty(attempt, async ({ dialled, rows }) => {
      const desk = await deskWith(dialled, planWith(rows));
      for (const [way, go] of Object.entries(ways)) {
        const before = desk.all("call").length;
        await go(desk, dialled);
        const calls = desk.all("call").slice(before);
        expect(
          calls.map(({ state }) => state),
          `who ${way}: ${dialled}`,
        ).toEqual(["refused"]);
        expect(calls[0]?.reason).toContain("the target is live");
      }
      await desk.handset.stop();
      expect(lab.pbx.log.filter((line) => line.startsWith("INVITE"))).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test("the guard itself is passed by no written form of it either", () => {
  const text =
    "{ target: x, kind: live, config-server: http://192.0.2.10/, sip: { host: 127.0.0.1 }, dial: { allow: ['933'] } }";
  const target = parseTarget({ file: "t.yaml", text });
  const consent = { by: "nobody", at: "2026-01-01T00:00:00Z" };
  const server = { host: "127.0.0.1", port: 5060 };
  const written = attempt.chain(({ dialled, rows }) => writtenForm(dialled).map((form) => ({ form, rows })));
  fc.assert(
    fc.property(written, ({ form, rows }) => {
      const guard = dialGuard({ backend: "external", target, allowed: ["933"], consent }, planWith(rows));
      expect(guard(form, server), form).toContain("the target is live");
    }),
    { numRuns: 1000 },
  );
});

test("a number that is none is dialled in each of these ways", async () => {
  const desk = await deskWith("1002", setup);
  for (const [way, go] of Object.entries(ways)) {
    const from = lab.pbx.log.length;
    await go(desk, "1002");
    await expect
      .poll(() => lab.pbx.log.slice(from), { message: way })
      .toContainEqual(expect.stringMatching(/^INVITE (\*\*)?1002$/));
    await desk.handset.hangUp();
  }
});
