import type { AuditFacts } from "./check.js";
import { type EmergencyCell, emergencyMatrix } from "./emergency-matrix.js";
import { withoutHours } from "./without-hours.js";

const known = new WeakMap<AuditFacts, readonly EmergencyCell[]>();

/** The 911 matrix while every route is open. Worked out once. */
export function openCells(facts: AuditFacts): readonly EmergencyCell[] {
  const found = known.get(facts);
  if (found) return found;
  const cells = emergencyMatrix({ ...facts, setup: withoutHours(facts.setup) }, 0);
  known.set(facts, cells);
  return cells;
}

/** Whom, where and which numbers cells are about, each named once. */
export function affectedIn(facts: AuditFacts, cells: readonly EmergencyCell[]) {
  const each = (of: (cell: EmergencyCell) => readonly string[]) => [...new Set(cells.flatMap(of))];
  return {
    extensions: each(({ extensions }) => extensions).sort(),
    // Without any the matrix says "anywhere".
    locations: each(({ location }) => (Object.hasOwn(facts.setup.locations, location) ? [location] : [])),
    numbers: each(({ number }) => [number]),
  };
}

/** The cells of these extensions only, without those that are left out. */
export function cellsOf(
  cells: readonly EmergencyCell[],
  isMeant: (extension: string) => boolean,
): EmergencyCell[] {
  return cells.flatMap((cell) => {
    const extensions = cell.extensions.filter(isMeant);
    return extensions.length === 0 ? [] : [{ ...cell, extensions }];
  });
}
