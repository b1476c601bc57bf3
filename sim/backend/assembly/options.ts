import type { BackendEvent } from "../../model/control/backend-event.js";
import type { Profiles } from "../../model/profile/profile.js";
import type { Setup } from "../../model/setup/setup.js";
import type { SipTimers } from "../../sip/timers.js";
import type { AuthorityStore } from "../lab-authority.js";
import type { StateStore } from "../module/state-store.js";
import type { StoredFeatures } from "../pbx/extension-features.js";
import type { StoredContact } from "../pbx/stored-contact.js";
import type { SetupStates } from "../setup-store.js";
import type { AdminChange } from "../web/admin-change.js";
import type { ExternalAsterisk } from "./asterisk-stack.js";
import type { BackendIdentity } from "./identity.js";
import type { ExternalDrachtio } from "./sip-stack.js";

/** Ports in place of those in the setup; 0 or absent: as there, where 0 is any free one. */
export interface BackendPorts {
  /** Configuration files and phone apps. */
  readonly web?: number;
  /** UDP and TCP. */
  readonly sip?: number;
  readonly sipTls?: number;
  readonly control?: number;
}

export interface EmbeddedBackendOptions {
  readonly setup: Setup;
  /** What the PBX has of it: the rest waits for Apply Config; absent: nothing waits. */
  readonly applied?: Setup;
  readonly profiles: Profiles;
  /** Numeric address that phones reach; default 127.0.0.1. Control API and far end stay on loopback. */
  readonly host?: string;
  readonly ports?: BackendPorts;
  readonly seed: number;
  /** Whether the control API may break rules on purpose. */
  readonly faultsEnabled: boolean;
  /** Whether SIP that Asterisk takes against the RFCs is refused; default: true. See `PbxOptions.strict`. */
  readonly strictSip?: boolean;
  /** Whether prompts, announcements and far ends are heard and hear, by RTP; default: true. */
  readonly sound?: boolean;
  /** RFC 3261 values if left out. */
  readonly timers?: SipTimers;
  /** Absent: the embedded switch. */
  readonly drachtio?: ExternalDrachtio;
  /** In place of our own PBX and its SIP server, and of `drachtio`. */
  readonly asterisk?: ExternalAsterisk;
  /** Absent: where something is encrypted, a lab authority of this start alone. */
  readonly identity?: BackendIdentity;
  /** Where that authority is kept, for phones that trust it. */
  readonly authority?: AuthorityStore;
  /** Where mappings and lock-outs come from and go to; absent: they end with the backend. */
  readonly store?: StateStore;
  /**
   * Hears of each change of the setup and resolves when it would outlive a power cut; absent: it ends with the backend.
   */
  readonly keepSetup?: (states: SetupStates) => Promise<void>;
  /** Contacts of an earlier run (`EmbeddedBackend.contacts`). */
  readonly contacts?: readonly StoredContact[];
  /** What was switched in an earlier run (`EmbeddedBackend.features`). */
  readonly features?: readonly StoredFeatures[];
  /** Hears what readers of the control API's event stream hear, from the start on. */
  readonly onEvent?: (event: BackendEvent) => void;
  /** Hears of each change that the control API was asked for, when it is answered. */
  readonly onChange?: (change: AdminChange) => void;
}

/** The setup with the ports that were asked for. */
export function withPorts(setup: Setup, { web, sip, sipTls }: BackendPorts): Setup {
  return {
    ...setup,
    portSettings: { ...setup.portSettings, port: web || setup.portSettings.port },
    sipPort: sip || setup.sipPort,
    sipTlsPort: sipTls || setup.sipTlsPort,
  };
}
