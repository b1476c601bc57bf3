import { fleetColumns, headText, rowText } from "../tui/columns.js";
import type { FleetSnapshot } from "../tui/fleet-source.js";
import { fleetRow } from "../tui/row.js";

/**
 * The fleet as a plain table: what stays on the terminal after the view was left.
 * @param width of the terminal, in columns
 */
export function fleetTable(snapshot: FleetSnapshot, width: number): string {
  const rows = snapshot.handsets.map((view) => fleetRow(view, snapshot.role(view)));
  const shown = fleetColumns(rows, width, ["lastEvent"]);
  const lines = [headText(shown), ...rows.map((row) => rowText(row, shown))];
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}
