import type { BodyAndContentType, SessionDescriptionHandler } from "sip.js";
import type { CallMedia } from "./call-media.js";
import { describeAnswer, describeOffer, isUsableAnswer, type LocalMedia } from "./session-description.js";

const contentType = "application/sdp";

/**
 * Offer and answer of one call for sip.js (RFC 3264). Every promise settles in the same turn: while one is open,
 * sip.js drops a BYE without an answer.
 *
 * ```
 *            getDescription            setDescription (answer)
 * stable ───────────────────▶ offered ───────────────────────▶ stable
 *    │ setDescription (offer)            getDescription (answer)
 *    └─────────────────────▶ asked ───────────────────────────▶ stable
 * ```
 */
export class DescriptionHandler implements SessionDescriptionHandler {
  readonly #local: LocalMedia;
  readonly #sessionId: number;
  readonly #media: CallMedia;
  /** Of the next offer or answer: `sendonly` puts, or keeps, the other side on hold. */
  direction: "sendrecv" | "sendonly" = "sendrecv";
  #version = 0;
  #offered = false;
  #remoteOffer: string | undefined;

  constructor(can: Omit<LocalMedia, "host" | "port">, sessionId: number, media: CallMedia) {
    this.#local = { ...can, host: media.host, port: media.port };
    this.#sessionId = sessionId;
    this.#media = media;
  }

  async getDescription(): Promise<BodyAndContentType> {
    const origin = { sessionId: this.#sessionId, version: ++this.#version };
    const offer = this.#remoteOffer;
    this.#remoteOffer = undefined;
    this.#offered = offer === undefined;
    const body =
      offer === undefined
        ? describeOffer(this.#local, origin, this.direction)
        : describeAnswer(offer, this.#local, origin, this.direction);
    if (body === undefined) throw new Error("no stream of the offer is acceptable");
    if (offer === undefined) this.#media.offers(body);
    else this.#media.answers(body, offer);
    return { body, contentType };
  }

  async setDescription(sdp: string): Promise<void> {
    if (this.#offered) {
      this.#offered = false;
      if (!isUsableAnswer(sdp, this.#local)) throw new Error("the answer leaves no usable stream");
      this.#media.answeredWith(sdp);
      return;
    }
    if (!acceptsOffer(sdp, this.#local)) throw new Error("no stream of the offer is acceptable");
    this.#remoteOffer = sdp;
  }

  hasDescription(type: string): boolean {
    return type === contentType;
  }

  async rollbackDescription(): Promise<void> {
    this.#offered = false;
    this.#remoteOffer = undefined;
  }

  /** Keys are the matter of `Keypad`. */
  sendDtmf(): boolean {
    return false;
  }

  close(): void {
    this.#media.close();
  }
}

/** Whether a call with that offer can be answered at all; else it is refused with 488 before it rings. */
export function acceptsOffer(sdp: string, local: Omit<LocalMedia, "host" | "port">): boolean {
  return (
    describeAnswer(sdp, { ...local, host: "127.0.0.1", port: 9 }, { sessionId: 0, version: 0 }) !== undefined
  );
}
