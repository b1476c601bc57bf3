import type { Setup } from "../model/setup/setup.js";
import type { HandsetView } from "../transcript/handset-view.js";
import type { BackendNow } from "./backend-now.js";

/** One desk at one moment, from both sides: what its phone shows, and what the backend has told. */
export interface DeskNow {
  readonly view: HandsetView;
  readonly backend: BackendNow;
  /** As the PBX has it. */
  readonly setup: Setup;
  /** The emergency number that is asked about. */
  readonly number: string;
  /** Of the password that the phone has read (`secretPrint`); undefined: it has no account, or has told none. */
  readonly heldSecret: string | undefined;
}

/** What is wrong with one link; undefined: it holds. */
export type LinkFault =
  | {
      readonly state: "broken";
      readonly text: string;
      /** Only the phone says so; the backend would take the call. */
      readonly byPhoneAlone?: true;
    }
  | { readonly state: "unknown"; readonly text: string }
  | undefined;

export function broken(text: string): LinkFault {
  return { state: "broken", text };
}

/** The phone found it out some time ago, and what it holds may be mended by now: the worse of the two sides counts. */
export function brokenByPhone(text: string): LinkFault {
  return { state: "broken", text, byPhoneAlone: true };
}
