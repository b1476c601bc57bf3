import type { FaultName } from "../../model/rules/faults.js";

/** The rules that are broken on purpose in this backend. */
export interface FaultSet {
  has(name: FaultName): boolean;
  set(name: FaultName): void;
  /** Its rules hold again. */
  end(name: FaultName): void;
  list(): FaultName[];
}

export function createFaultSet(): FaultSet {
  const active = new Set<FaultName>();
  return {
    has: (name) => active.has(name),
    set: (name) => {
      active.add(name);
    },
    end: (name) => {
      active.delete(name);
    },
    list: () => [...active],
  };
}
