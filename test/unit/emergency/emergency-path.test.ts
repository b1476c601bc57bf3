import { expect, test } from "vitest";
import { emergencyPath } from "../../../sim/emergency/emergency-path.js";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";
import type { Route, Trunk } from "../../../sim/model/setup/setup.js";
import type { HandsetView } from "../../../sim/transcript/handset-view.js";
import { desk } from "../reports/tui/sample-fleet.js";

const mondayNoon = Date.parse("2026-11-30T12:00:00Z");
const setup = loadSetup("scenarios/setups/two-offices.yaml", loadProfiles());

test.each<[string, Partial<HandsetView>, string, string]>([
  ["registered, place known", {}, "good", ""],
  ["off", { state: "OFF" }, "none", "no power"],
  ["booting", { state: "BOOT" }, "none", "booting"],
  ["blank", { state: "BLANK", extension: undefined }, "none", "no account"],
  ["wrong credentials", { registration: "rejected" }, "none", "the PBX rejects its credentials"],
  ["no answer", { registration: "failing" }, "none", "the PBX does not answer"],
  ["placeholder full", { registration: "refused" }, "degraded", "no registration: the PSAP cannot call back"],
  [
    "placeholder full, must register",
    { registration: "refused", callWithoutRegistration: false },
    "none",
    "not registered",
  ],
  ["place unknown", { location: undefined }, "degraded", "the desk's location is not known"],
])("%s", (_what, change, path, missing) => {
  expect(emergencyPath(desk("lobby", change), setup, "911", mondayNoon)).toEqual({ path, missing });
});

test("a number without a route, or whose route ends at the carrier, does not reach the PSAP", () => {
  expect(emergencyPath(desk("lobby"), setup, "112", mondayNoon)).toEqual({
    path: "none",
    missing: "no route for 112",
  });
  expect(emergencyPath(desk("lobby"), setup, "2125550188", mondayNoon).path).toBe("none");
});

test.each<[string, Partial<Route>, Partial<Trunk>, string]>([
  ["a PIN set", { pinSet: "abroad" }, {}, 'route "Emergency" asks for a PIN or a password'],
  ["a password", { password: "5309" }, {}, 'route "Emergency" asks for a PIN or a password'],
  ["a disabled trunk", {}, { disabled: true }, "an announcement answers"],
  ["a time group that is closed", { timeGroup: "never" }, {}, "no route for 911"],
])("%s on the way of 911 breaks it (PBX-88 to PBX-90)", (_what, route, trunk, missing) => {
  const [emergency, ...others] = setup.routes;
  const known = setup.trunks["emergency"];
  if (!emergency || !known) throw new Error("the setup has an emergency route and its trunk");
  const careless = {
    ...setup,
    routes: [{ ...emergency, ...route }, ...others],
    trunks: { ...setup.trunks, emergency: { ...known, ...trunk } },
    timeGroups: { never: { ranges: ["*|*|30|feb"], timeZone: undefined } },
  };
  const path = emergencyPath(desk("lobby"), careless, "911", mondayNoon);
  expect(path).toMatchObject({ path: "none", missing: expect.stringContaining(missing) });
});
