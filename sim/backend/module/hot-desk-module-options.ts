import type { Clock } from "../../model/clock.js";
import type { BackendEvent } from "../../model/control/backend-event.js";
import type { Profiles } from "../../model/profile/profile.js";
import type { Setup } from "../../model/setup/setup.js";
import type { Seams } from "../hotdesk/seams.js";
import type { DeskCalls } from "./desk-calls.js";
import type { ModuleState } from "./module-state.js";
import type { StateStore } from "./state-store.js";

export interface HotDeskModuleOptions {
  readonly setup: {
    /** As the rules see it. */
    readonly current: Setup;
    /** As the admin wrote it. */
    readonly written: Setup;
  };
  readonly profiles: Profiles;
  readonly seams: Seams;
  /** The module's own, which can be moved. */
  readonly clock: Clock;
  readonly calls: DeskCalls;
  readonly store: StateStore;
  /** What `store` had when the backend started. */
  readonly restore?: ModuleState | undefined;
  readonly onEvent: (event: BackendEvent) => void;
}
