import { cell } from "./fit.js";
import type { FleetRow } from "./row.js";

/** The columns of the fleet: where the terminal is narrow some go, and those that stay are whole. */

interface Column {
  readonly key: keyof FleetRow;
  readonly title: string;
  readonly width: number;
}

/** In the order in which they stand. `rank`: the smaller, the longer it stays. */
const columns = [
  { key: "name", title: "DESK", rank: 0, least: 4, most: 24 },
  { key: "model", title: "MODEL", rank: 6, least: 6, most: 10 },
  { key: "location", title: "LOCATION", rank: 4, least: 8, most: 16 },
  { key: "who", title: "LOGGED IN AS", rank: 1, least: 16, most: 24 },
  { key: "registration", title: "REGISTRATION", rank: 3, least: 12, most: 16 },
  { key: "emergency", title: "CAN DIAL 911", rank: 2, least: 12, most: 12 },
  { key: "lastEvent", title: "LAST EVENT", rank: 5, least: 18, most: Number.POSITIVE_INFINITY },
] as const satisfies readonly (Omit<Column, "width"> & { rank: number; least: number; most: number })[];

/**
 * @param width of all columns together, with a space between two
 * @param unwanted those that are left out at any width
 */
export function fleetColumns(
  rows: readonly FleetRow[],
  width: number,
  unwanted: readonly (keyof FleetRow)[] = [],
): Column[] {
  const wanted = columns.filter(({ key }) => !unwanted.includes(key));
  const wide = wanted.map((column) => {
    const longest = Math.max(column.least, ...rows.map((row) => row[column.key].length));
    // What happens on a desk is of any length and changes all the time: it takes what the others leave.
    return { ...column, width: column.key === "lastEvent" ? column.least : Math.min(column.most, longest) };
  });
  const kept = new Set<keyof FleetRow>();
  let left = width;
  for (const column of wide.toSorted((one, other) => one.rank - other.rank)) {
    if (column.width > left && kept.size > 0) continue;
    kept.add(column.key);
    left -= column.width + 1;
  }
  return wide
    .filter(({ key }) => kept.has(key))
    .map(({ key, title, width: own }) => ({
      key,
      title,
      width: key === "lastEvent" ? own + Math.max(0, left + 1) : own,
    }));
}

export function headText(shown: readonly Column[]): string {
  return shown.map(({ title, width }) => cell(title, width)).join(" ");
}

export function rowText(row: FleetRow, shown: readonly Column[]): string {
  return shown.map(({ key, width }) => cell(row[key], width)).join(" ");
}
