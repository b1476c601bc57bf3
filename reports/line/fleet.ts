import type { FleetSnapshot } from "../tui/fleet-source.js";
import { cell, type FleetRow, fleetRow } from "../tui/row.js";

const columns = [
  ["name", "desk", 20],
  ["model", "model", 8],
  ["location", "location", 12],
  ["who", "logged in as", 18],
  ["registration", "registration", 16],
  ["emergency", "can dial 911", 12],
] as const satisfies readonly (readonly [keyof FleetRow, string, number])[];

/** The fleet as a plain table: what stays on the terminal after the view was left. */
export function fleetTable(snapshot: FleetSnapshot): string {
  const head = columns.map(([, title, width]) => cell(title, width)).join(" ");
  const rows = snapshot.handsets.map((view) => {
    const row = fleetRow(view, snapshot.role(view), snapshot.emergencyPath(view));
    return columns.map(([key, , width]) => cell(row[key], width)).join(" ");
  });
  return `${[head, ...rows].map((line) => line.trimEnd()).join("\n")}\n`;
}
