import type {
  BackendStatus,
  ContactView,
  FarEndCallView,
  Finding,
  LockoutView,
  MoveClock,
  PutMappings,
  WebFault,
} from "../../model/control-api.js";
import type { Mac } from "../../model/identity.js";
import type { BackendEvent } from "../../transcript/event.js";
import type { FaultSet } from "../fault-set.js";
import type { LogoutOutcome } from "../hotdesk/logout.js";
import type { Device } from "../hotdesk/mapping.js";
import type { PbxCallView } from "../pbx/running-calls.js";
import type { SetupStore } from "../setup-store.js";

/** What the control API asks of hot desking. */
interface ControlDesks {
  get(mac: Mac): Device | undefined;
  all(): readonly Device[];
  put(mappings: PutMappings): void;
  remove(mac: Mac): boolean;
  adminLogout(mac: Mac): LogoutOutcome;
  /** The setup is another one now: policies hotdesk-disabled-in-use and user-removed. */
  setupChanged(): void;
  lockouts(): readonly LockoutView[];
  endLockouts(): void;
  findings(): readonly Finding[];
  /** Resolves when everything that was done so far would outlive the process. */
  settled(): Promise<void>;
}

/** … and of the PBX with its far end. */
interface ControlPbx {
  contacts(extension: string | undefined): readonly ContactView[];
  evict(extension: string): void;
  calls(): readonly PbxCallView[];
  hangUpExtension(extension: string): void;
  farEndCalls(): readonly FarEndCallView[];
  /** @returns false where the PBX has no contact of that phone */
  notifyCheckSync(mac: Mac, reboot: boolean): Promise<boolean>;
}

/** What the control API reads and changes. */
export interface ControlParts {
  readonly status: () => BackendStatus;
  readonly setup: SetupStore;
  readonly faults: FaultSet;
  readonly desks: ControlDesks;
  readonly pbx: ControlPbx;
  readonly clock: { move(move: MoveClock): void };
  readonly webFaults: { set(fault: WebFault | undefined): void };
  readonly onEvent: (event: BackendEvent) => void;
}
