import { relative, resolve } from "node:path";

/** A path as a message shows it: from the working folder where it lies below it. */
export function shownPath(path: string): string {
  const fromHere = relative(process.cwd(), resolve(path));
  if (fromHere === "") return ".";
  return fromHere.startsWith("..") ? resolve(path) : fromHere;
}
