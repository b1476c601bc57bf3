import { expect, test } from "vitest";
import { auditFacts, findingsOf } from "../../../../sim/audit/audit-setup.js";
import { callBackToNobody } from "../../../../sim/audit/checks/call-back-to-nobody.js";
import { setupFileSchema } from "../../../../sim/model/setup/setup.js";
import { profiles } from "../../backend/sample-setup.js";
import { carefulInput } from "../careful-setup.js";

test("an inbound route to a device without a user is told apart from none (EH-16, PBX-100)", () => {
  const input = carefulInput();
  input["emergency-numbers"] = ["911"];
  input["inbound-routes"] = [{ did: "2125550100", extension: "2000" }];
  Object.assign(input.extensions["2000"] ?? {}, { "device-user": "none" });
  const facts = auditFacts(setupFileSchema.parse(input), profiles);
  const found = findingsOf(callBackToNobody, facts).map(({ path, message, affects }) => [
    path.join("."),
    message,
    affects?.locations,
  ]);
  expect(found).toEqual([
    [
      "extensions.2000",
      "911 from new-york shows the PSAP 2125550100, and the inbound route leads to the device 2000, at which nobody is logged on: a call-back rings nobody",
      ["new-york"],
    ],
    [
      "inbound-routes",
      "911 from chicago shows the PSAP 3125550100, and no inbound route takes that number: a call-back rings nobody",
      ["chicago"],
    ],
  ]);
});
