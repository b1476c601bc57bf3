import { expect, test } from "vitest";
import { emergencyPath } from "../../../sim/emergency/emergency-path.js";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";
import type { HandsetView } from "../../../sim/transcript/handset-view.js";
import { desk } from "../reports/tui/sample-fleet.js";

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
  expect(emergencyPath(desk("lobby", change), setup, "911")).toEqual({ path, missing });
});

test("a number without a route, or whose route ends at the carrier, does not reach the PSAP", () => {
  expect(emergencyPath(desk("lobby"), setup, "112")).toEqual({ path: "none", missing: "no route for 112" });
  expect(emergencyPath(desk("lobby"), setup, "2125550188").path).toBe("none");
});
