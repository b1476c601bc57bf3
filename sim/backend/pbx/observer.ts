import type { Mac } from "../../model/mac.js";

/**
 * Hears what phones do at the PBX, each known by the MAC in its User-Agent. Phones whose requests were not
 * authenticated, or that name no MAC, are not reported.
 */
export interface PbxObserver {
  /** A REGISTER bound a contact, for the first time or as a refresh. @param address IP address that it came from */
  registered(mac: Mac, extension: string, address: string): void;
  /** A REGISTER with the right credentials was refused. @param status 403: Max Contacts reached (PBX-25) */
  refused(mac: Mac, extension: string, status: number): void;
  /** The phone takes part in a call from now on: it calls, or it is rung. */
  callStarted(mac: Mac): void;
  /** It has left that call; another one may still be there. */
  callEnded(mac: Mac): void;
}

/** Hears nothing until somebody listens: what listens is built after the PBX, and upon it. */
export class LateObserver implements PbxObserver {
  #listener: PbxObserver | undefined;

  /** @param listener undefined: no listener any more */
  listen(listener: PbxObserver | undefined): void {
    this.#listener = listener;
  }

  registered(mac: Mac, extension: string, address: string): void {
    this.#listener?.registered(mac, extension, address);
  }

  refused(mac: Mac, extension: string, status: number): void {
    this.#listener?.refused(mac, extension, status);
  }

  callStarted(mac: Mac): void {
    this.#listener?.callStarted(mac);
  }

  callEnded(mac: Mac): void {
    this.#listener?.callEnded(mac);
  }
}
