import type { ExtensionSettings, Setup } from "./setup.js";

const kindOfRole: Readonly<Record<ExtensionSettings["role"], string>> = {
  user: "an extension of a user",
  placeholder: "a placeholder",
  "emergency-device": "an emergency device",
};

/**
 * What a setup knows a name as, for who takes it for something else: the nearest name of the right kind would be a
 * guess past the point.
 * @returns such as `a model layout`; undefined: it is the name of nothing
 */
export function kindOfName(name: string, setup: Setup, models: readonly string[]): string | undefined {
  const described = Object.entries(setup.modelLayouts).find(([, { description }]) => description === name);
  if (described) return `the description of the model layout ${described[0]}`;
  if (models.includes(name)) return "a model of phone";
  if (Object.hasOwn(setup.extensions, name)) {
    return kindOfRole[setup.extensions[name]?.role ?? "user"];
  }
  const sections = [
    ["a location", setup.locations],
    ["a template", setup.templates],
    ["a model layout", setup.modelLayouts],
    ["a group", setup.groups],
    ["a user", setup.users],
    ["a trunk", setup.trunks],
  ] as const;
  return sections.find(([, section]) => Object.hasOwn(section, name))?.[0];
}
