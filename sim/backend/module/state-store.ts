import type { ModuleState } from "./module-state.js";

/** Port: where the module's state outlives the process. */
export interface StateStore {
  /** @returns undefined where nothing was ever saved. */
  load(): Promise<ModuleState | undefined>;
  /** Resolves when the state would outlive a power cut; a later call replaces it as a whole. */
  save(state: ModuleState): Promise<void>;
}

/** State that ends with the process: for runs that store none, and for tests of what is stored. */
export function memoryStateStore(initial?: ModuleState): StateStore {
  let saved = initial;
  return {
    load: () => Promise.resolve(saved),
    save: (state) => {
      saved = state;
      return Promise.resolve();
    },
  };
}
