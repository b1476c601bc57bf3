import type {
  ContactView,
  Finding,
  MappingView,
  MoveClock,
  PatchExtension,
  PatchUser,
  PutMappings,
  SubmitSetup,
  WebFault,
} from "../model/control/control-api.js";
import type { FaultName } from "../model/rules/faults.js";
import type { BackendEvent } from "../transcript/event.js";

/** Where phones and tools find the backend under test, and what they trust it by. */
export interface BackendAddresses {
  /** Base address of the configuration files, as DHCP option 66 gives it; undefined: the network gives none. */
  readonly configServer: string | undefined;
  /** Host that a setup's `names` mean by `backend`; undefined where there is none. */
  readonly host: string | undefined;
  /** PEM of the authority that its certificates come from; undefined: those of the system. */
  readonly certificateAuthority: string | undefined;
}

/** Port: what the harness may read from the backend. A capability that is not there rejects with DF_CAPABILITY. */
export interface Probe {
  contacts(extension: string): Promise<readonly ContactView[]>;
  mapping(mac: string): Promise<MappingView | undefined>;
  /** What the audit says of the setup as it is now. */
  findings(): Promise<readonly Finding[]>;
}

/** A change in the records of the PBX. */
type RecordChange =
  | { readonly user: string; readonly patch: PatchUser }
  | { readonly extension: string; readonly patch: PatchExtension }
  | { readonly deletedUser: string };

/**
 * Port: what an admin may do on the backend while a run is on. Rejects with DF_CAPABILITY where it cannot, with
 * DF_BACKEND_REFUSED and the reason where it will not.
 */
export interface Admin {
  deleteMapping(mac: string): Promise<void>;
  putMappings(mappings: PutMappings): Promise<void>;
  resync(mac: string, reboot: boolean): Promise<void>;
  /** Logs a phone out (policy admin-logout), at once or when its call has ended (policy logout-in-call). */
  logout(mac: string): Promise<"logged-out" | "after-call">;
  change(change: RecordChange): Promise<void>;
  /** A Submit in the module: as a whole or not at all (HD-37). */
  submit(changes: SubmitSetup): Promise<void>;
}

/** Port: what a laboratory can do to a backend and an admin cannot. Rejects as `Admin` does. */
export interface LabControl {
  setFault(fault: FaultName): Promise<void>;
  moveClock(move: MoveClock): Promise<void>;
  /** How the phone web server fails from now on; undefined: it works again. */
  setWebFault(fault: WebFault | undefined): Promise<void>;
  /** The whole backend stops at once … */
  down(): Promise<void>;
  /** … and comes back at the same addresses with what it has stored. */
  up(): Promise<void>;
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
}
