/** True where the view can be shown: both ends are a terminal that can move its cursor, and it is not CI. */
export function terminalFits(environment: NodeJS.ProcessEnv = process.env): boolean {
  const dumb = environment["TERM"] === undefined || environment["TERM"] === "dumb";
  const ci = environment["CI"] !== undefined && environment["CI"] !== "" && environment["CI"] !== "false";
  return Boolean(process.stdin.isTTY) && Boolean(process.stdout.isTTY) && !dumb && !ci;
}
