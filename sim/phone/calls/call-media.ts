import type { KeyTimestamps } from "../../media/rtp/rtp-sender.js";
import { agreedMedia } from "../../media/sdp/agreed-media.js";
import { MediaPort } from "../../media/session/media-port.js";
import { MediaSession } from "../../media/session/media-session.js";
import type { Clock } from "../../model/clock.js";
import type { Random } from "../../model/random.js";
import type { CallLog } from "./call-log.js";

export interface CallMediaOptions {
  /** Where its port is bound. */
  readonly host: string;
  readonly log: Pick<CallLog, "tellAudio">;
  readonly clock: Clock;
  /** Something that the transcript shall know, in words. */
  readonly note: (text: string) => void;
  /** undefined: it sends no RTP, and drops what comes. */
  readonly sound: { readonly random: Random } | undefined;
}

/**
 * The sound of one call: its port, from the first offer or answer on, and who talks and listens there. A phone without
 * sound (a load run) has the port alone, and drops what comes.
 */
export class CallMedia {
  readonly host: string;
  readonly port: number;
  readonly #port: MediaPort;
  readonly #session: MediaSession | undefined;
  readonly #note: CallMediaOptions["note"];
  #offer: string | undefined;
  #isClosed = false;

  private constructor(port: MediaPort, session: MediaSession | undefined, note: CallMediaOptions["note"]) {
    this.host = port.host;
    this.port = port.port;
    this.#port = port;
    this.#session = session;
    this.#note = note;
  }

  /** @throws DF_SIP_BIND */
  static async open({ host, log, clock, note, sound }: CallMediaOptions): Promise<CallMedia> {
    const port = await MediaPort.open(host);
    if (sound === undefined) return new CallMedia(port, undefined, note);
    const session = new MediaSession({
      ...{ port, clock, random: sound.random, speaker: "phone", symmetric: false },
      onAudio: (state) => log.tellAudio(state, session.counts),
      onKeysLost: (count) =>
        note(`${count} keys never left: the other side takes no telephone events any more`),
    });
    return new CallMedia(port, session, note);
  }

  /** The phone has described what it offers. */
  offers(own: string): void {
    this.#offer = own;
    this.#session?.listenAnew();
  }

  /** The other side has answered that, for good or while it rings. */
  answeredWith(answer: string): void {
    if (this.#offer !== undefined) this.#connect(this.#offer, answer, "other");
  }

  /** The phone has answered an offer. */
  answers(own: string, offer: string): void {
    this.#connect(own, offer, "own");
  }

  /** Presses keys by telephone events. @returns false where the other side takes none */
  press(keys: string, timestamps: KeyTimestamps | undefined): boolean {
    return this.#session?.press(keys, timestamps) === true;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#session) this.#session.close();
    else this.#port.close();
    if (this.#port.packets > 0) this.#note(this.#summary());
  }

  #connect(own: string, other: string, answer: "own" | "other"): void {
    const agreed = this.#session && agreedMedia(own, other, answer);
    if (agreed) this.#session?.connect(agreed);
  }

  #summary(): string {
    const came = `${this.#port.packets} RTP packets came on port ${this.port}`;
    if (this.#session === undefined) return came;
    const { sent, lost, duplicates, reordered, jitterMs } = this.#session.counts;
    const odd = `${lost} lost, ${duplicates} twice, ${reordered} late, jitter ${jitterMs.toFixed(1)} ms`;
    return `${came}: ${odd}; ${sent} were sent`;
  }
}
