import type { Clock } from "../../model/clock.js";
import type { Random } from "../../model/random.js";
import { answerSdp } from "../../sip/sdp/sdp-answer.js";
import { offerSdp } from "../../sip/sdp/sdp-offer.js";
import { agreedMedia } from "../sdp/agreed-media.js";
import { MediaPort } from "./media-port.js";
import { MediaSession, type MediaSessionOptions } from "./media-session.js";

/** What every sound of a program is made with. */
export interface SoundMaker {
  readonly clock: Pick<Clock, "now" | "after">;
  readonly random: Random;
}

export interface VoiceOptions
  extends SoundMaker,
    Pick<MediaSessionOptions, "speaker" | "loses" | "onAudio" | "onKey"> {
  /** Numeric address of the port. */
  readonly host: string;
  /** Whether keys are taken by telephone events; default: yes. */
  readonly events?: boolean;
}

/**
 * A side of a call that is no phone: far end, prompt, announcement. It describes itself, and talks to who described
 * himself to it. Its sound goes to where the other side's comes from (PBX-9).
 */
export class Voice {
  readonly port: MediaPort;
  readonly session: MediaSession;
  readonly #options: VoiceOptions;
  /** What it last said of itself; "" before. */
  #sdp = "";
  /** Of what it last said. */
  #version = 1;

  private constructor(port: MediaPort, options: VoiceOptions) {
    this.port = port;
    this.#options = options;
    this.session = new MediaSession({ ...options, port, symmetric: true });
  }

  /**
   * Answers an offer, and talks from then on.
   * @returns undefined where nothing in it can be answered
   * @throws DeskfleetError DF_SIP_BIND
   */
  static async answering(offer: string, options: VoiceOptions): Promise<Voice | undefined> {
    const voice = new Voice(await MediaPort.open(options.host), options);
    if (voice.answer(offer) !== undefined) return voice;
    voice.close();
    return undefined;
  }

  /** Offers, and talks from the answer on. @throws DeskfleetError DF_SIP_BIND */
  static async offering(options: VoiceOptions): Promise<Voice> {
    const voice = new Voice(await MediaPort.open(options.host), options);
    voice.#sdp = offerSdp(options.host, voice.port.port);
    return voice;
  }

  get sdp(): string {
    return this.#sdp;
  }

  /** @returns the answer to an offer; undefined where nothing in it can be answered: then all stays as it was */
  answer(offer: string): string | undefined {
    const { host, events } = this.#options;
    const { port } = this.port;
    const answered = (version: number): string | undefined =>
      answerSdp(offer, host, { port, events, session: { sessionId: port, version } });
    let answer = answered(this.#version);
    if (answer === undefined) return undefined;
    // The version grows where the description changes, and stays where it does not (RFC 3264 §8).
    if (this.#sdp !== "" && answer !== this.#sdp) answer = answered(++this.#version) ?? answer;
    this.#sdp = answer;
    this.#connect(answer, offer, "own");
    return answer;
  }

  /** What it offered was answered. */
  answeredWith(answer: string): void {
    this.#connect(this.#sdp, answer, "other");
  }

  close(): void {
    this.session.close();
  }

  #connect(own: string, other: string, answer: "own" | "other"): void {
    const agreed = agreedMedia(own, other, answer);
    if (agreed) this.session.connect(agreed);
  }
}
