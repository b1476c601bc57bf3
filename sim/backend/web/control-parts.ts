import type { BackendEvent } from "../../model/control/backend-event.js";
import type {
  BackendStatus,
  CallRecordView,
  ContactView,
  FarEndCallView,
  MoveClock,
  NoticeView,
  SecurityEventView,
  WebFault,
} from "../../model/control/control-api.js";
import type { TrunkState } from "../../model/control/trunk-states.js";
import type { Mac } from "../../model/mac.js";
import type { FaultName } from "../../model/rules/faults.js";
import type { HotDeskModule } from "../module/hot-desk-module.js";
import type { PbxCallView } from "../pbx/running-calls.js";
import type { SetupStore } from "../setup-store.js";
import type { AdminChange } from "./admin-change.js";

/** What the control API asks of the PBX with its far end. */
interface ControlPbx {
  contacts(extension: string | undefined): readonly ContactView[];
  evict(extension: string): void;
  calls(): readonly PbxCallView[];
  hangUpExtension(extension: string): void;
  farEndCalls(): readonly FarEndCallView[];
  notices(): readonly NoticeView[];
  cdr(): readonly CallRecordView[];
  securityEvents(): readonly SecurityEventView[];
  /** The PSAP calls a number that it was shown. */
  callBack(number: string): void;
  /** Resolves when what was asked of it is done, and what it shows is as it is now. */
  upToDate(): Promise<void>;
  /** No contact, no call: also no emergency call, and none that the far end remembers. */
  reset(): void;
  /** @returns false where the PBX has no contact of that phone */
  notifyCheckSync(mac: Mac, reboot: boolean): Promise<boolean>;
}

/** What this backend does not let a laboratory do, in words; undefined: it may. */
export interface BackendLimits {
  readonly unresettable: { readonly why: string; readonly hint: string } | undefined;
  /** That rule cannot be broken on its PBX. */
  unbreakable(fault: FaultName): string | undefined;
  /** Its PBX goes by a clock that cannot be moved. */
  unmovable(): string | undefined;
}

/** What the control API reads and changes. */
export interface ControlParts {
  readonly status: () => BackendStatus;
  readonly setup: SetupStore;
  readonly faults: { set(fault: FaultName): void; end(fault: FaultName): void };
  readonly limits: BackendLimits;
  readonly desks: HotDeskModule;
  readonly pbx: ControlPbx;
  readonly clock: {
    readonly isHeld: boolean;
    /** It is not that of the machine. */
    readonly isMoved: boolean;
    wall(): number;
    move(move: MoveClock): void;
    reset(): void;
  };
  readonly trunks: {
    of(trunk: string): TrunkState;
    /** Those that are not up. */
    readonly changed: readonly { readonly trunk: string }[];
    set(trunk: string, state: TrunkState): void;
    reset(): void;
  };
  readonly webFaults: { set(fault: WebFault | undefined): void };
  readonly onEvent: (event: BackendEvent) => void;
  /** Hears of each change that was asked for, when it is answered. */
  readonly onChange?: (change: AdminChange) => void;
}
