import type { z } from "zod";
import type { MappingView } from "../../model/control/control-api.js";
import { kebabObject } from "../../model/files/kebab-object.js";
import { extension, noneOr, text, yesOrNo } from "../file/texts.js";
import type { Check } from "../judging/check.js";
import { defineField } from "../judging/field.js";
import { named } from "../names/named.js";

const schema = noneOr(
  kebabObject({
    extension: extension().optional(),
    template: named("template", text()).optional(),
    layout: named("layout", text()).optional(),
    active: yesOrNo().optional(),
  }),
).describe("what the backend holds for this phone's MAC");

/** `mapping: none`, or what the backend's record of this phone must hold. */
export const mapping = defineField({
  schema,
  needs: "mapping",
  askOfPhone: async (expected, probe, { mac }) => checkMapping(expected, await probe.mapping(mac)),
});

/** Pure: what the backend answered against what is expected. */
export function checkMapping(expected: z.output<typeof schema>, found: MappingView | undefined): Check {
  const seen = found === undefined ? "no mapping" : `mapping ${mappingText(found)}`;
  if (expected === "none") return { met: found === undefined, expected: "no mapping", seen };
  const { extension: number, template, layout, active } = expected;
  const met =
    found !== undefined &&
    agrees(number, found.extension) &&
    agrees(template, found.template) &&
    agrees(layout, found.layout) &&
    agrees(active, found.active);
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
