import { expect, test } from "vitest";
import { routeFor } from "../../../sim/dialplan/route-for.js";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";

test("the first matching route in list order takes the call, closed ones are skipped", () => {
  const setup = loadSetup("scenarios/setups/two-offices.yaml", loadProfiles());
  expect(routeFor(setup, "1001", "911")?.name).toBe("Emergency");
  expect(routeFor(setup, "1001", "2125550111")?.name).toBe("Outbound");
  expect(routeFor(setup, "1001", "1002")).toBeUndefined();
  const [emergency, outbound] = setup.routes;
  if (!emergency || !outbound) throw new Error("the setup has two routes");
  const catchAll = { ...outbound, name: "All", patterns: ["."] };
  expect(routeFor({ ...setup, routes: [catchAll, emergency] }, "1001", "911")?.name).toBe("All");
  const closed = { ...catchAll, deniedTo: ["1001"] };
  expect(routeFor({ ...setup, routes: [closed, emergency] }, "1001", "911")?.name).toBe("Emergency");
});
