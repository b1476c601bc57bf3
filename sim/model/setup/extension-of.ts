import type { ExtensionSettings, Setup } from "./setup.js";

/** Settings of an extension. Numbers come from the wire, so `constructor` and the like must not be found. */
export function extensionOf(setup: Setup, number: string | undefined): ExtensionSettings | undefined {
  return number !== undefined && Object.hasOwn(setup.extensions, number)
    ? setup.extensions[number]
    : undefined;
}
