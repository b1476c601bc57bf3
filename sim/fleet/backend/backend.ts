import type { BackendEvent } from "../../model/control/backend-event.js";
import type { FaultName } from "../../model/rules/faults.js";
import type { Admin } from "./admin.js";
import type { LabControl } from "./lab-control.js";
import type { Probe } from "./probe.js";

/** Where phones and tools find the backend under test, and what they trust it by. */
export interface BackendAddresses {
  /** Base address of the configuration files, as DHCP option 66 gives it; undefined: the network gives none. */
  readonly configServer: string | undefined;
  /** Host that a setup's `names` mean by `backend`; undefined where there is none. */
  readonly host: string | undefined;
  /** PEM of the authority that its certificates come from; undefined: those of the system. */
  readonly certificateAuthority: string | undefined;
  /** Each `host:port` of its PBX; absent: wherever it sends its phones. */
  readonly registrars?: ReadonlySet<string>;
}

/** Port: the thing under test, started and ready. */
export interface Backend {
  readonly addresses: BackendAddresses;
  readonly probe: Probe;
  readonly admin: Admin;
  readonly lab: LabControl;
  /** Resolves when every port is free again. */
  stop(): Promise<void>;
}

/** How a backend is asked to start. */
export interface BackendStart {
  readonly onEvent: (event: BackendEvent) => void;
  readonly faults: readonly FaultName[];
  /** The setup is not that of its file (`with:`), so a backend that cannot be given it would not do. */
  readonly setupChanged?: boolean;
}
