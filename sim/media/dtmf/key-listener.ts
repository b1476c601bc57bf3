import type { RtpPacket } from "../rtp/rtp-packet.js";
import { keyOf, readTelephoneEvent } from "./telephone-event.js";

/** What a packet told. */
export type KeyHeard =
  /** A key that was not heard before. */
  | { readonly kind: "key"; readonly key: string }
  /** A key that is lost, for it has the timestamp of the one before it (PBX-112). */
  | { readonly kind: "lost" };

/** The key that packets are of now, be it heard or lost. */
interface Pressed {
  readonly ssrc: number;
  readonly timestamp: number;
  readonly event: number;
  readonly ended: boolean;
}

/**
 * Hears keys in telephone events (RFC 4733 §2.5.2) as Asterisk does: the timestamp tells one key from the next, so that
 * of keys with one and the same the first alone counts (asterisk-wire.md §5.6). Those that are lost so are told.
 */
export class KeyListener {
  #pressed: Pressed | undefined;

  /** @returns undefined where nothing new is told: the same key goes on, or it is no key */
  hear({
    ssrc,
    timestamp,
    marker,
    payload,
  }: Pick<RtpPacket, "ssrc" | "timestamp" | "marker" | "payload">): KeyHeard | undefined {
    const told = readTelephoneEvent(payload);
    const key = told === undefined ? undefined : keyOf(told.event);
    if (told === undefined || key === undefined) return undefined;
    const { event, end } = told;
    // Another sender counts its own time (RFC 3550 §5.1).
    const before = this.#pressed?.ssrc === ssrc ? this.#pressed : undefined;
    if (before?.timestamp !== timestamp) {
      // Timestamps begin anew after 32 bits; what is older by less than half of them comes late, and its key was heard.
      if (before !== undefined && ((timestamp - before.timestamp) | 0) < 0) return undefined;
      this.#pressed = { ssrc, timestamp, event, ended: end };
      return { kind: "key", key };
    }
    // The ends that are repeated bear no mark.
    const isAnother = event !== before.event || (marker && before.ended);
    this.#pressed = { ssrc, timestamp, event, ended: end || (before.ended && !isAnother) };
    return isAnother ? { kind: "lost" } : undefined;
  }
}
