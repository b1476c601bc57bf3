/**
 * The control API of the embedded backend, as both of its ends see it: JSON over HTTP under `/control/v1`,
 * on a listener of its own that is bound to 127.0.0.1. It never returns a secret or a PIN.
 */

import type { FaultName } from "../rules/faults.js";

/** `GET /status` */
export interface BackendStatus {
  readonly setup: string;
  /** What phones get as DHCP option 66: base address of the configuration files. */
  readonly configServer: string;
  readonly sip: {
    readonly host: string;
    readonly udpPort: number;
    readonly tcpPort: number;
    /** undefined: an external drachtio-server, of which it is not known. */
    readonly tlsPort: number | undefined;
  };
  /** PEM of the lab's certificate authority, for phones to trust; undefined where nothing is encrypted. */
  readonly certificateAuthority: string | undefined;
  readonly faultsEnabled: boolean;
  readonly faults: readonly FaultName[];
}

/** `GET /contacts?extension=9000` */
export interface ContactView {
  readonly extension: string;
  readonly uri: string;
  readonly source: string;
  readonly userAgent: string;
  readonly expiresInSeconds: number;
}

/** `GET /mappings`, `GET /mappings/:mac`; `PUT /mappings/:mac` takes extension, model, template, layout. */
export interface MappingView {
  readonly mac: string;
  readonly model: string;
  readonly extension: string | undefined;
  readonly role: "user" | "placeholder" | undefined;
  readonly template: string | undefined;
  readonly layout: string | undefined;
  readonly active: boolean;
}

/** `GET /calls`: calls that are up, and `GET /far-end-calls`: the last 1,000 calls that reached a trunk. */
export interface FarEndCallView {
  readonly farEnd: "psap" | "carrier";
  readonly trunk: string;
  readonly number: string;
  readonly callerId: string;
  readonly location: string | undefined;
  readonly state: "answered" | "ended";
}

export interface PutMapping {
  readonly extension: string;
  readonly model: string;
  readonly template: string;
  readonly layout: string;
}

/** `POST /mappings` with a list: many at once, before a load run. */
export type PutMappings = readonly (PutMapping & { readonly mac: string })[];

/** `POST /devices/:mac/resync` */
export interface Resync {
  readonly reboot: boolean;
}

/** `GET /users`, `GET /users/:name`; `DELETE /users/:name` leaves the extension without a user (PBX-121). */
export interface UserView {
  readonly name: string;
  readonly defaultExtension: string | undefined;
  /** In the admin's order. */
  readonly groups: readonly string[];
  /** What the Hotdesk tab says after inheritance (PBX-115 to PBX-117). */
  readonly hotdesk: {
    readonly enabled: boolean;
    readonly loginTemplates: readonly string[];
    readonly loginModelLayouts: readonly string[];
    readonly logoutAction: string | undefined;
    readonly logoutTemplate: string | undefined;
  };
  /** MACs of the phones that the user is logged in on. */
  readonly phones: readonly string[];
}

/** `PATCH /users/:name` */
export interface PatchUser {
  readonly groups?: readonly string[];
}

/**
 * `POST /setup/submit`: what changes in the setup, in the words of a setup file and merged as `with:` of a scenario is.
 * It counts as a whole or not at all (HD-37): 204, or 400 with the first thing that is wrong.
 */
export type SubmitSetup = Readonly<Record<string, unknown>>;

/** `GET /findings`: what the audit says of the setup as it is now. */
export interface Finding {
  readonly severity: "error" | "warning" | "advice";
  /** The rule that it is about, such as HD-28. */
  readonly rule: string;
  /** Keys from the root of the setup, as its file writes them. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** What to do. */
  readonly hint: string;
}

/** `GET /lockouts`; `DELETE /lockouts` ends all. */
export interface LockoutView {
  /** An extension or a MAC. */
  readonly subject: string;
  readonly by: "extension" | "phone";
  readonly secondsLeft: number;
}

/**
 * `POST /devices/:mac/logout`: an admin logs a phone out (policy admin-logout); 403 where that is forbidden. 204: done;
 * 202 with this: the phone is in a call and logged out after it (policy logout-in-call).
 */
export interface TakenLogout {
  readonly outcome: "after-call";
}

// `DELETE /contacts?extension=…`: the PBX forgets the contacts of an extension; their phones are told nothing.
// `DELETE /calls?extension=…`: the PBX hangs the calls of an extension up.

/**
 * `POST /clock`: moves the clock of the hot-desk module (lock-outs, auto-logout, open forms; SIP keeps real time).
 * `frozen` holds it until it is moved or released.
 */
export type MoveClock =
  | { readonly advanceSeconds: number }
  | { readonly timeOfDay: string }
  | { readonly frozen: boolean };

/** Where the phone web server fails, and how. */
export const webFaultAreas = ["files", "apps", "all"] as const;
export const webFaultKinds = [
  "not-found",
  "error",
  "refuse",
  "slow",
  "empty",
  "half",
  "not-xml",
  "wrong-type",
  "huge",
  "bomb",
] as const;

/** `PUT /web-fault` until `DELETE /web-fault`: how the phone web server answers meanwhile. */
export interface WebFault {
  readonly on: (typeof webFaultAreas)[number];
  readonly kind: (typeof webFaultKinds)[number];
}

/** `PATCH /extensions/:number` */
export interface PatchExtension {
  readonly pin?: string;
  readonly maxContacts?: number;
}

// `PUT /faults/:name` takes no body: its rules are broken from then on; `DELETE` restores them. 403 unless faults are enabled.
// `GET /openapi.json`: all of this as OpenAPI 3.1.

/** Body of every answer with a status of 400 and more. */
export interface ControlError {
  readonly error: string;
  readonly hint: string;
}

/**
 * `GET /events`: one `BackendEvent` (see the transcript) per line, as they happen, until the client leaves.
 * The first line is `{"type":"backend-note","text":"connected"}`.
 */
export const controlBase = "/control/v1";
