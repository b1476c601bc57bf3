/**
 * Loads the fleet view. It is loaded late because it is large, and because its libraries read the environment when
 * they load: React takes its fast form, and NO_COLOR counts for it as for the lines.
 */
export async function loadFleetView(): Promise<typeof import("../../../reports/tui/mount.js")> {
  process.env["NODE_ENV"] ??= "production";
  if ((process.env["NO_COLOR"] ?? "") !== "") process.env["FORCE_COLOR"] = "0";
  return import("../../../reports/tui/mount.js");
}
