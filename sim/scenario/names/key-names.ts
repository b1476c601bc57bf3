import { lineKeyTypes } from "../../model/profile/profile.js";
import type { LineKey, Setup } from "../../model/setup/setup.js";
import { defaultLabel } from "../../phone/line-keys.js";
import type { NameFault } from "./name-fault.js";

/** What a blank phone and the least layout show, whatever the setup says (HD-42, HD-43, HD-81). */
const always = ["none", "Line", "Login", "Logout"];

/** @returns why no line key can have this label */
export function keyLabelFault(label: string, setups: readonly Setup[]): NameFault | undefined {
  if (setups.length === 0) return undefined;
  const known = [...new Set([...always, ...keysOf(setups).flatMap(labelsOf)])];
  if (known.includes(label)) return undefined;
  if ((lineKeyTypes as readonly string[]).includes(label) && !known.some((each) => isLike(each, label))) {
    return { message: `"${label}" is a type of key and no label: see \`key-types\``, known: [] };
  }
  return { message: `no key of the setup's layouts shows the label "${label}"`, known };
}

/** @returns why no line key can have this value */
export function keyValueFault(value: string, setups: readonly Setup[]): NameFault | undefined {
  if (setups.length === 0) return undefined;
  const known = [...new Set(["none", ...keysOf(setups).flatMap((key) => key.value ?? [])])];
  // An address of an app is completed by the backend.
  if (known.includes(value) || URL.canParse(value)) return undefined;
  return { message: `no key of the setup's layouts has the value "${value}"`, known };
}

function keysOf(setups: readonly Setup[]): LineKey[] {
  return setups.flatMap(({ modelLayouts }) => Object.values(modelLayouts).flatMap(({ keys }) => keys ?? []));
}

/** A key without a label shows what it reaches, or what it is: `Call Return`. */
function labelsOf({ type, label, value = "" }: LineKey): string[] {
  if (label !== undefined) return [label];
  const words = type.split("-").map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`);
  return [defaultLabel(type, value), words.join(" "), ...(value === "" ? [] : [value])];
}

function isLike(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
