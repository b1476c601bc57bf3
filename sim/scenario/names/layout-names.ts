import type { Setup } from "../../model/setup/setup.js";
import { namesIn } from "./known-names.js";
import type { NameFault } from "./name-fault.js";

/** A layout has a name, by which the setup speaks of it, and a description, by which users pick it (HD-41). */

/** @returns why this is no name of a layout */
export function layoutFault(name: string, setups: readonly Setup[]): NameFault | undefined {
  const known = namesIn(setups, ({ modelLayouts }) => modelLayouts);
  if (setups.length === 0 || known.includes(name)) return undefined;
  const described = layoutsOf(setups).find(([, { description }]) => description === name)?.[0];
  return described === undefined
    ? { message: `there is no layout "${name}" in the setup`, known }
    : { message: `"${name}" is the description of a layout: write its name, ${described}`, known: [] };
}

/** @returns why no list of layouts shows this */
export function layoutDescriptionFault(text: string, setups: readonly Setup[]): NameFault | undefined {
  const known = layoutsOf(setups).map(([, { description }]) => description);
  if (setups.length === 0 || known.includes(text)) return undefined;
  const layout = layoutsOf(setups).find(([name]) => name === text)?.[1];
  return layout === undefined
    ? { message: `no layout of the setup has the description "${text}"`, known: [...new Set(known)] }
    : {
        message: `"${text}" is the name of a layout, and the list shows its description: write "${layout.description}"`,
        known: [],
      };
}

function layoutsOf(setups: readonly Setup[]) {
  return setups.flatMap(({ modelLayouts }) => Object.entries(modelLayouts));
}
