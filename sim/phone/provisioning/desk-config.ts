import type { SipProtocol } from "../../sip/transport/transport.js";
import type { LineKeyView } from "../../transcript/handset-state.js";

/** An account of the configuration that can be used. */
export interface DeskAccount {
  /** Counts from 1. */
  readonly number: number;
  readonly extension: string;
  readonly authUser: string;
  readonly password: string;
  readonly displayName: string;
  readonly label: string;
  /** Name or address as configured, not yet resolved. */
  readonly host: string;
  readonly port: number;
  readonly protocol: SipProtocol;
  readonly expiresSeconds: number;
  readonly registers: boolean;
}

/** What a phone of one model makes of its parameters. */
export interface DeskConfig {
  /** The lowest account that can be used; a hot-desk login uses account 1 only. */
  readonly account: DeskAccount | undefined;
  /** Why an active account cannot be used, in words; undefined where there is one that can, or none is active. */
  readonly problem: string | undefined;
  /** SIP server of the account, host:port, not yet resolved. */
  readonly server: string | undefined;
  /** Keys that have a function, by number. */
  readonly keys: readonly LineKeyView[];
  /** What the file holds and the phone cannot use, in words. */
  readonly dropped: readonly string[];
  /** Template settings by name, as they stand in the file. */
  readonly settings: Readonly<Record<string, string>>;
  /** Whose call history the phone keeps; undefined: of no one (policy erase-personal-data). */
  readonly dataOwner: string | undefined;
}
