import type { Mac } from "../../model/mac.js";

/** `call` is any dialog: ringing, talking, held. */
export type CallState = "none" | "call" | "emergency";

/** What the rules must know of phones, and only the PBX does. */
export interface DeskFacts {
  callOf(mac: Mac): CallState;
  /** @returns one entry a contact; its phone, where its User-Agent names a MAC */
  contactsOf(extension: string): readonly { readonly mac: Mac | undefined }[];
}
