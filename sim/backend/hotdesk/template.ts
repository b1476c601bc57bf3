import type { Setup, Template } from "../../model/setup/setup.js";

/** The template that all others differ from (HD-58). */
export const defaultTemplate = "Default";

/** The settings of a template: its own, the rest inherited from `Default` (HD-58). */
export function templateSettings(setup: Setup, name: string | undefined): Template {
  return { ...templateNamed(setup, defaultTemplate), ...(name && templateNamed(setup, name)) };
}

function templateNamed(setup: Setup, name: string): Template | undefined {
  return Object.hasOwn(setup.templates, name) ? setup.templates[name] : undefined;
}
