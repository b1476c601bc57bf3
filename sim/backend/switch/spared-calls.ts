import { header, type SipRequest } from "../../sip/message/message.js";
import type { Arrival } from "../../sip/transport/transport.js";
import { withoutFaults } from "./messages/read-arrival.js";
import { type RefusedMessage, refusedRequest } from "./refused.js";

/** Which calls are served although what they begin with is malformed. */
export interface Sparing {
  /** @param request an INVITE or another, without what is malformed in it */
  readonly isSpared: (request: SipRequest) => boolean;
  /** With `status` undefined. */
  readonly onSpared: (spared: RefusedMessage) => void;
}

/** Calls that are remembered: malformed INVITEs without end must not fill the memory. */
const mostCalls = 1000;

/**
 * Calls that matter more than the rules. All that follows in one is spared as well: a phone whose INVITE is malformed
 * writes its ACK and BYE no better, and without the ACK the call would end after 64 T1 (RFC 3261 §13.3.1.4).
 */
export class SparedCalls {
  readonly #sparing: Sparing | undefined;
  /** Call-IDs, the oldest first. */
  readonly #calls = new Set<string>();

  constructor(sparing: Sparing | undefined) {
    this.#sparing = sparing;
  }

  /** @returns the malformed request as it is to be served; undefined: it is not */
  spare(arrival: Arrival, why: string): SipRequest | undefined {
    const request = this.#sparing && withoutFaults(arrival);
    if (!this.#sparing || !request) return undefined;
    const callId = header(request, "Call-ID") ?? "";
    if (!this.#calls.has(callId) && !this.#sparing.isSpared(request)) return undefined;
    this.#remember(callId);
    const from = { ...arrival.from, protocol: arrival.protocol };
    this.#sparing.onSpared(refusedRequest(request, from, { status: undefined, why }));
    return request;
  }

  #remember(callId: string): void {
    this.#calls.add(callId);
    const [oldest] = this.#calls;
    if (this.#calls.size > mostCalls && oldest !== undefined) this.#calls.delete(oldest);
  }
}
