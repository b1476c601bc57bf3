/**
 * Examples for the `example` of yargs, each below what it does. Beside it the command would be cut over two lines, and
 * a line that was copied would fail.
 */
export function examples(
  pairs: readonly (readonly [command: string, does: string])[],
): [command: string, description: string][] {
  return pairs.flatMap(([command, does]) => [
    [`# ${does}`, ""],
    [command, ""],
  ]);
}
