import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";
import { IdentityDealer } from "../../../sim/fleet/identity-dealer.js";
import { createLoadFleet, mappingsOf, spreadModels } from "../../../sim/load/load-fleet.js";
import { parsePlan } from "../../../sim/model/load/parse-plan.js";
import { createRandom } from "../../../sim/model/random.js";
import { createSipShared } from "../../../sim/phone/sip-shared.js";
import { systemClock } from "../../../sim/sip/system-clock.js";
import { standardTimers } from "../../../sim/sip/timers.js";
import { newDesk } from "./desk-events.js";

test("models are dealt evenly by their weights", () => {
  expect(spreadModels({ A: 1, B: 1, C: 2 }, 8).sort().join("")).toBe("AABBCCCC");
  expect(spreadModels({ A: 1, C: 1 }, 4)).toEqual(["A", "C", "A", "C"]);
});

test("in any beginning of the row each model is within one of its share", () => {
  const weights = fc.dictionary(fc.constantFrom("A", "B", "C", "D"), fc.integer({ min: 1, max: 9 }), {
    minKeys: 1,
  });
  fc.assert(
    fc.property(weights, fc.integer({ min: 0, max: 200 }), (mix, count) => {
      const dealt = spreadModels(mix, count);
      const total = Object.values(mix).reduce((sum, weight) => sum + weight, 0);
      expect(dealt).toHaveLength(count);
      for (const [model, weight] of Object.entries(mix)) {
        const got = dealt.filter((each) => each === model).length;
        expect(Math.abs(got - (count * weight) / total)).toBeLessThan(Object.keys(mix).length);
      }
    }),
  );
});

const profiles = loadProfiles();
const campus = loadSetup("scenarios/setups/campus.yaml", profiles);

test("a mapping names the logout layout of the desk's model", () => {
  expect(mappingsOf([newDesk("d", "CIP270")], campus)).toEqual([
    { mac: "001fc1000001", model: "CIP270", extension: "9000", template: "Default", layout: "logout-270" },
  ]);
});

test("its layout is that of the first group that has one, else the first of the model", () => {
  const layoutOf = (...groups: Record<string, string>[]): string | undefined => {
    const [all] = Object.values(campus.groups);
    if (!all) throw new Error("the campus has no group");
    const named = groups.map((logoutModelLayouts, index) => [
      `group ${index}`,
      { ...all, hotdesk: { ...all.hotdesk, logoutModelLayouts } },
    ]);
    return mappingsOf([newDesk()], { ...campus, groups: Object.fromEntries(named) })[0]?.layout;
  };
  expect(layoutOf({ CIP270: "c" }, { CIP230: "a" }, { CIP230: "b" })).toBe("a");
  expect(layoutOf({ CIP270: "c" })).toBe("logout-230");
  expect(() => mappingsOf([newDesk("desk-7", "CIP999")], campus)).toThrow("desk-7: no layout for CIP999");
});

test("a plan that was not checked stops at the first desk, instead of leaving it out", () => {
  const source = { file: "plan.yaml", text: readFileSync("test/e2e/fixtures/load/no-data.yaml", "utf8") };
  const plan = parsePlan(source);
  const makeFleet = () =>
    createLoadFleet({
      plan,
      profiles: new Map(),
      random: createRandom(1),
      onEvent: () => undefined,
      fleet: {
        setup: campus,
        backend: { configServer: undefined, host: undefined, certificateAuthority: undefined },
        dealer: new IdentityDealer(),
        clock: systemClock,
        timers: standardTimers,
        shared: createSipShared(systemClock, standardTimers),
        hardwareSpeed: 1000,
        mayDial: () => true,
      },
    });
  expect(makeFleet).toThrow(
    expect.objectContaining({
      code: "DF_INTERNAL",
      message: expect.stringContaining("no profile for CIP230"),
    }),
  );
});
