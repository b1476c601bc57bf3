import { auditFacts, findingsOf } from "../../../../sim/audit/audit-setup.js";
import type { Check } from "../../../../sim/audit/check.js";
import type { Finding } from "../../../../sim/model/control/control-api.js";
import { type SetupInput, setupFileSchema } from "../../../../sim/model/setup/setup.js";
import { profiles } from "../../backend/sample-setup.js";
import { type Change, carefulInput } from "../careful-setup.js";
import type { CheckCases } from "./case.js";
import { emergencyCases } from "./emergency.js";
import { layoutCases } from "./layouts.js";
import { loginCases } from "./login.js";
import { mappingCases } from "./mappings.js";
import { networkCases } from "./network.js";
import { placeholderCases } from "./placeholder.js";

/** By the name of the check. */
export const cases: CheckCases = {
  ...networkCases,
  ...placeholderCases,
  ...emergencyCases,
  ...loginCases,
  ...layoutCases,
  ...mappingCases,
};

/** The careful setup after a change. */
export function changed(change: Change): SetupInput {
  const input = carefulInput();
  change(input);
  return input;
}

/** The first that a check finds in its careless setup. */
export function exampleOf(check: Check): Finding {
  const shown = cases[check.id];
  if (!shown) throw new Error(`no careless setup shows ${check.id}`);
  const facts = auditFacts(setupFileSchema.parse(changed(shown.careless)), profiles, shown.devices);
  const [first] = findingsOf(check, facts);
  if (!first) throw new Error(`${check.id} finds nothing in its careless setup`);
  return first;
}
