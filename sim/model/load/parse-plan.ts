import { type DeskfleetError, DeskfleetErrors } from "../errors.js";
import { refuseOtherKind } from "../files/file-kind.js";
import { suggestion } from "../files/nearest-word.js";
import { pathText } from "../files/path-text.js";
import type { SourceFile } from "../files/source-file.js";
import { yamlOf } from "../files/yaml-of.js";
import type { Setup } from "../setup/setup.js";
import { type Plan, planFileSchema } from "./plan.js";

/** @throws DeskfleetErrors (DF_FILE_YAML, DF_FILE_SCHEMA) */
export function parsePlan(source: SourceFile): Plan {
  refuseOtherKind(source, "plan");
  return yamlOf(source).parse(planFileSchema, "plan");
}

/**
 * Checks that models, placeholders and location of a plan exist and that a desk can be logged out to them.
 * @throws DeskfleetErrors (DF_FILE_REFERENCE) with positions in the plan
 */
export function checkPlan(source: SourceFile, plan: Plan, setup: Setup, models: readonly string[]): void {
  const yaml = yamlOf(source);
  const errors: DeskfleetError[] = [];
  const check = (path: readonly string[], kind: string, name: string, known: readonly string[]): void => {
    if (known.includes(name)) return;
    const text = `${pathText(path)}: there is no ${kind} "${name}"${suggestion(name, known)}`;
    errors.push(yaml.error("DF_FILE_REFERENCE", text, path));
  };
  const withLayout = Object.values(setup.modelLayouts).map(({ model }) => model);
  for (const model of Object.keys(plan.fleet.models)) {
    check(["fleet", "models", model], "profile for the model", model, models);
    check(["fleet", "models", model], "model layout in the setup for", model, withLayout);
  }
  const extensions = Object.entries(setup.extensions);
  const holders = extensions.flatMap(([number, { role }]) => (role === "placeholder" ? [number] : []));
  for (const number of plan.fleet.placeholders) {
    check(["fleet", "placeholders"], "placeholder in the setup", number, holders);
  }
  if (plan.fleet.location !== undefined) {
    check(["fleet", "location"], "location in the setup", plan.fleet.location, Object.keys(setup.locations));
  }
  if (errors.length > 0) throw new DeskfleetErrors(errors);
}
