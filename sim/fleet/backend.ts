import type {
  ContactView,
  MappingView,
  PatchExtension,
  PatchUser,
  PutMappings,
} from "../model/control-api.js";
import type { FaultName } from "../model/faults.js";
import type { BackendEvent } from "../transcript/event.js";

/** Where phones and tools find the backend under test. */
interface BackendAddresses {
  /** Base address of the configuration files, as DHCP option 66 would give it. */
  readonly configServer: string;
}

/** Port: what the harness may read from the backend. A capability that is not there rejects with DF_CAPABILITY. */
export interface Probe {
  contacts(extension: string): Promise<readonly ContactView[]>;
  mapping(mac: string): Promise<MappingView | undefined>;
}

/** Port: what an admin may do on the backend while a run is on. Rejects with DF_CAPABILITY where it cannot. */
export interface Admin {
  deleteMapping(mac: string): Promise<void>;
  putMappings(mappings: PutMappings): Promise<void>;
  resync(mac: string, reboot: boolean): Promise<void>;
  change(
    change:
      | { readonly user: string; readonly patch: PatchUser }
      | { readonly extension: string; readonly patch: PatchExtension },
  ): Promise<void>;
  setFault(fault: FaultName): Promise<void>;
}

/** Port: the thing under test, started and ready. */
export interface Backend {
  readonly kind: "embedded" | "external";
  readonly addresses: BackendAddresses;
  readonly probe: Probe;
  readonly admin: Admin;
  /** Resolves when every port is free again. */
  stop(): Promise<void>;
}

/** How a backend is asked to start. */
export interface BackendStart {
  readonly onEvent: (event: BackendEvent) => void;
  readonly faults: readonly FaultName[];
}
