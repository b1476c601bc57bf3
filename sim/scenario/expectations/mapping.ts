import type { MappingView } from "../../model/control/control-api.js";
import type { Expectation } from "../../model/scenario/expectation.js";
import type { Check, PhoneEvidence } from "./check.js";

/** `mapping: none`, or what the backend's record of this phone must hold. */
export function checkMapping(
  expected: NonNullable<Expectation["mapping"]>,
  { mapping }: PhoneEvidence,
): Check {
  const seen = mapping === undefined ? "no mapping" : `mapping ${mappingText(mapping)}`;
  if (expected === "none") return { met: mapping === undefined, expected: "no mapping", seen };
  const { extension, template, layout, active } = expected;
  const met =
    mapping !== undefined &&
    agrees(extension, mapping.extension) &&
    agrees(template, mapping.template) &&
    agrees(layout, mapping.layout) &&
    agrees(active, mapping.active);
  return { met, expected: `mapping ${mappingText(expected)}`, seen };
}

type MappingFields = { readonly [Name in "extension" | "template" | "layout"]?: string | undefined } & {
  readonly active?: boolean | undefined;
};

function mappingText({ extension, template, layout, active }: MappingFields | MappingView): string {
  const parts = [
    ...(extension === undefined ? [] : [`extension ${extension}`]),
    ...(template === undefined ? [] : [`template ${template}`]),
    ...(layout === undefined ? [] : [`layout ${layout}`]),
    ...(active === undefined ? [] : [active ? "active" : "inactive"]),
  ];
  return parts.join(", ") || "of any kind";
}

function agrees<Value>(wanted: Value | undefined, found: Value | undefined): boolean {
  return wanted === undefined || wanted === found;
}
