import type { FaultName } from "../../model/rules/faults.js";

/** The rules that are broken on purpose in this backend. */
export interface FaultSet {
  has(name: FaultName): boolean;
  set(name: FaultName): void;
  /** Its rules hold again. */
  end(name: FaultName): void;
  list(): FaultName[];
  /** Another one after each change. */
  readonly version: number;
  /**
   * What the broken rules make of a value, one after the other. Every request asks several times: it costs nothing
   * where all rules hold.
   * @param change undefined: that fault is about something else
   */
  bend<Value>(value: Value, change: (seen: Value, name: FaultName) => Value | undefined): Value;
}

export function createFaultSet(): FaultSet {
  const active = new Set<FaultName>();
  let version = 0;
  return {
    has: (name) => active.has(name),
    set: (name) => {
      active.add(name);
      version++;
    },
    end: (name) => {
      active.delete(name);
      version++;
    },
    list: () => [...active],
    get version() {
      return version;
    },
    bend: (value, change) => {
      let seen = value;
      for (const name of active) seen = change(seen, name) ?? seen;
      return seen;
    },
  };
}
