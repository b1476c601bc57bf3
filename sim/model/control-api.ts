/**
 * The control API of the embedded backend, as both of its ends see it: JSON over HTTP under `/control/v1`,
 * on a listener of its own that is bound to 127.0.0.1. It never returns a secret or a PIN.
 */

import type { FaultName } from "./faults.js";

/** `GET /status` */
export interface BackendStatus {
  readonly setup: string;
  /** What phones get as DHCP option 66: base address of the configuration files. */
  readonly configServer: string;
  readonly sip: { readonly host: string; readonly udpPort: number; readonly tcpPort: number };
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

/** `PATCH /users/:name` */
export interface PatchUser {
  readonly groups?: readonly string[];
}

/** `PATCH /extensions/:number` */
export interface PatchExtension {
  readonly pin?: string;
  readonly maxContacts?: number;
}

// `PUT /faults/:name` takes no body: the rule of that fault is broken from then on; 403 unless faults are enabled.

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
