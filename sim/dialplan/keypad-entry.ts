import type { Gate } from "./decision.js";

/** How often a caller may enter something at each kind of gate, in all (PBX-105, PBX-108). */
export const entriesAt = { "pin-set": 4, password: 3 } as const satisfies Record<Gate["kind"], number>;

/** How long a keypad may be silent before what was typed counts as an entry, in ms (PBX-105). */
export const silenceMs = 10_000;

/** What a caller is typing. */
export interface KeypadEntry {
  readonly typed: string;
  /** Entries that are left, with this one. */
  readonly left: number;
}

/** What comes of a key or of silence: the entry as it is now, a new one after a wrong one, or the end of asking. */
export type KeypadStep = { readonly entry: KeypadEntry } | { readonly end: "right" | "wrong" };

/**
 * @param key one of `0` to `9`, `*`, `#`; `#` ends the entry
 * @param isRight compares as it stands: leading zeros count (PBX-106)
 */
export function afterKey(
  { typed, left }: KeypadEntry,
  key: string,
  isRight: (typed: string) => boolean,
): KeypadStep {
  return key === "#" ? entered({ typed, left }, isRight) : { entry: { typed: typed + key, left } };
}

/** An entry is over: by `#`, or by silence, with nothing typed too. */
export function entered({ typed, left }: KeypadEntry, isRight: (typed: string) => boolean): KeypadStep {
  if (isRight(typed)) return { end: "right" };
  return left > 1 ? { entry: { typed: "", left: left - 1 } } : { end: "wrong" };
}
