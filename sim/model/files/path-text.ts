/**
 * Where something stands in a file, for a message. Items of a list count from 1, as lines and line keys do.
 * @example pathText(["steps", 0, "login", "phone"]) === "steps, item 1, login.phone"
 */
export function pathText(path: readonly PropertyKey[]): string {
  let text = "";
  let afterItem = false;
  for (const part of path) {
    if (typeof part === "symbol") continue;
    const isItem = typeof part === "number";
    const separator = text === "" ? "" : isItem || afterItem ? ", " : ".";
    text += `${separator}${isItem ? `item ${part + 1}` : part}`;
    afterItem = isItem;
  }
  return text;
}
