import type { Profile } from "./profile.js";

/** The fields of one line key in the configuration file. */
export type LineKeyField = "type" | "mode" | "value" | "label" | "account" | "extension";

/**
 * Parameter number of a line-key field, by the address blocks of the profile.
 * @param key counts from 1. @returns undefined where no block holds that key.
 */
export function lineKeyParameter(profile: Profile, key: number, field: LineKeyField): number | undefined {
  const block = profile.lineKeyBlocks.find(({ from, to }) => from <= key && key <= to);
  if (!block) return undefined;
  const { base, step } = block[field];
  return base + step * (key - block.from);
}
