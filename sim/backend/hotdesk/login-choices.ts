import type { Setup } from "../../model/setup/setup.js";
import { effectiveHotdesk } from "./effective-settings.js";
import type { Choice } from "./login-choice.js";
import { layoutNamed } from "./model-layout.js";
import type { Seams } from "./seams.js";
import { defaultTemplate } from "./template.js";

/** Which template: one is taken without a question, several are asked (HD-65 to HD-67). */
export function templateChoice(setup: Setup, extension: string, seams: Pick<Seams, "choice">): Choice {
  const names = effectiveHotdesk(setup, extension).loginTemplates;
  return seams.choice("template", ofTemplates(setup, names), Object.keys(setup.templates));
}

function ofTemplates(setup: Setup, names: readonly string[]): Choice {
  const [first] = names;
  if (first === undefined) {
    return setup.policies.noTemplate === "default-template"
      ? { kind: "take", name: defaultTemplate }
      : { kind: "refuse", refusal: { reason: "no-template" } };
  }
  return names.length > 1 ? { kind: "ask", names } : { kind: "take", name: first };
}

/** Which model layout: only those of the phone's own model are offered (HD-69 to HD-72). */
export function layoutChoice(
  setup: Setup,
  extension: string,
  model: string,
  seams: Pick<Seams, "choice">,
): Choice {
  const names = effectiveHotdesk(setup, extension).loginModelLayouts.filter(
    (name) => layoutNamed(setup, name)?.model === model,
  );
  return seams.choice("layout", ofLayouts(setup, names, model), Object.keys(setup.modelLayouts));
}

function ofLayouts(setup: Setup, names: readonly string[], model: string): Choice {
  const [first] = names;
  if (first === undefined) {
    return setup.policies.noLayout === "line-only"
      ? { kind: "take", name: undefined }
      : { kind: "refuse", refusal: { reason: "no-layout", model } };
  }
  return names.length > 1 || setup.policies.singleLayout === "ask"
    ? { kind: "ask", names }
    : { kind: "take", name: first };
}
