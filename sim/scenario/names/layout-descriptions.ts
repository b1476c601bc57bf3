import type { ModelLayout, Setup } from "../../model/setup/setup.js";
import type { NameFault } from "./name-fault.js";

/**
 * A layout has a name, by which the setup speaks of it, and a description, by which users pick it (HD-41).
 * @returns why no list of layouts shows this
 */
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

function layoutsOf(setups: readonly Setup[]): [string, ModelLayout][] {
  return setups.flatMap(({ modelLayouts }) => Object.entries(modelLayouts));
}
