import type { LineKeyView } from "../../transcript/handset-state.js";
import { type Check, listed, sameList } from "./check.js";

/** What stands for a key that is not set. */
const unset = "none";

/**
 * Compares the line keys from the first to the last that is set, each by what `nameOf` says of it; a key between them
 * that is not set is `none`.
 * @param what is compared, for the report: `line keys`
 */
export function checkLineKeys(
  what: string,
  expected: readonly string[],
  keys: readonly LineKeyView[],
  nameOf: (key: LineKeyView) => string,
): Check {
  const set = keys.filter(({ type }) => type !== "none");
  const last = Math.max(0, ...set.map(({ key }) => key));
  const seen = Array.from({ length: last }, (_each, index) => {
    const key = set.find((each) => each.key === index + 1);
    return key === undefined ? unset : nameOf(key);
  });
  return {
    met: sameList(seen, expected),
    expected: `${what} ${listed(expected)}`,
    seen: `${what} ${listed(seen)}`,
  };
}
