import { posix } from "node:path";

/** The suite of a scenario is the folder that its file lies in. */
export function suiteOf(file: string): string {
  return posix.dirname(file);
}

/**
 * Short names for suites: what their paths do not have in common.
 * @param suites at least one
 */
export function suiteNames(suites: readonly string[]): ReadonlyMap<string, string> {
  const paths = suites.map((suite) => suite.split("/"));
  const first = paths[0] ?? [];
  const differs = first.findIndex((part, index) => paths.some((path) => path[index] !== part));
  const common = Math.min(...paths.map(({ length }) => length - 1), differs === -1 ? first.length : differs);
  return new Map(suites.map((suite, index) => [suite, paths[index]?.slice(common).join("/") || suite]));
}
