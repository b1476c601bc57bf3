import { expect, test } from "vitest";
import { auditFacts, findingsOf } from "../../../../sim/audit/audit-setup.js";
import { panicButtonToNobody } from "../../../../sim/audit/checks/panic-button-to-nobody.js";
import { setupFileSchema } from "../../../../sim/model/setup/setup.js";
import { profiles } from "../../backend/sample-setup.js";
import { carefulInput, group, location } from "../careful-setup.js";

/** New York's button dials the number; logged-out phones may call that far. */
function found(number: string, level: "emergency" | "internal" | "full", logoutAction = "9000"): string[] {
  const input = carefulInput();
  location("new-york", { "panic-button": number })(input);
  group("Cleaners", { "logout-action": logoutAction })(input);
  group("All Users", { "logout-action": logoutAction })(input);
  input["placeholder-calls"] = level;
  const facts = auditFacts(setupFileSchema.parse(input), profiles);
  return findingsOf(panicButtonToNobody, facts).map(({ severity, message }) => `${severity}: ${message}`);
}

const closed = (number: string, level: string) =>
  `warning: in new-york the panic button dials ${number}, which logged-out phones may not call (placeholder-calls: ${level})`;

test("a number that logged-out phones may not call is a warning", () => {
  expect(found("2000", "emergency")).toEqual([closed("2000", "emergency")]);
  expect(found("2125550177", "internal")).toEqual([closed("2125550177", "internal")]);
});

test("an emergency number is open at every level, as any other is where the level reaches so far", () => {
  for (const number of ["911", "9911"]) expect(found(number, "emergency")).toEqual([]);
  expect(found("2000", "internal")).toEqual([]);
  expect(found("2125550177", "full")).toEqual([]);
});

test("where every logout is a Full Logout no level counts", () => {
  expect(found("2000", "emergency", "full")).toEqual([]);
});
