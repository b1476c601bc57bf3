/** What `--json` prints: one value, for scripts, and indented for people. */
export function asJson(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
