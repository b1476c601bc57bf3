import type { KeyHeard } from "../../media/dtmf/key-listener.js";
import { agreedMedia } from "../../media/sdp/agreed-media.js";
import { MediaPort } from "../../media/session/media-port.js";
import { Relay } from "../../media/session/relay.js";
import { type SoundMaker, Voice } from "../../media/session/voice.js";
import { withAudioAt } from "../../sip/sdp/with-audio-at.js";
import type { LinkSide, SoundWay } from "./linked-dialogs.js";

export interface PbxVoiceOptions {
  /** Numeric address where the caller reaches the PBX. */
  readonly host: string;
  /** Of the caller. */
  readonly offer: string;
  readonly sound: SoundMaker;
  /** Whether keys are taken by telephone events (the extension's `dtmf-mode`). */
  readonly events: boolean;
  readonly onKey: (heard: KeyHeard) => void;
}

/**
 * The PBX itself in a call: a prompt or an announcement. A caller who has had the PBX's description keeps it, for a 200
 * has to repeat that of the 183 before it (RFC 3261 §13.2.1): so the sound of a far end that takes the call after that
 * is relayed, as Asterisk does.
 */
export class PbxVoice implements SoundWay {
  readonly #voice: Voice;
  readonly #offer: string;
  readonly #host: string;
  /** Where a far end talks to. */
  readonly #outer: MediaPort;
  #relay: Relay | undefined;

  private constructor(voice: Voice, outer: MediaPort, { offer, host }: PbxVoiceOptions) {
    this.#voice = voice;
    this.#outer = outer;
    this.#offer = offer;
    this.#host = host;
  }

  /**
   * Answers the caller's offer.
   * @returns undefined where nothing in it can be answered, or the PBX has no ports here: then it has no voice
   */
  static async open(options: PbxVoiceOptions): Promise<PbxVoice | undefined> {
    const { host, offer, sound, events, onKey } = options;
    const voice = await Voice.answering(offer, { ...sound, host, events, onKey, speaker: "prompt" }).catch(
      () => undefined,
    );
    if (voice === undefined) return undefined;
    const outer = await MediaPort.open(host).catch(() => undefined);
    if (outer !== undefined) return new PbxVoice(voice, outer, options);
    voice.close();
    return undefined;
  }

  /** Its answer to the caller. */
  get sdp(): string {
    return this.#voice.sdp;
  }

  /** The caller hears the PBX from now on, also after a far end that only rang. */
  speakAs(speaker: "prompt" | "announcement"): void {
    const { session } = this.#voice;
    session.speakAs(speaker);
    if (this.#relay === undefined) return;
    // Else a far end that was given up would still be heard.
    this.#relay.end();
    this.#relay = undefined;
    session.resume();
  }

  /** What a far end is offered: what the caller offered, but by way of the PBX. */
  get offerToFarEnd(): string {
    return withAudioAt(this.#offer, this.#host, this.#outer.port) ?? this.#offer;
  }

  /** From now on the caller hears a far end, and not the PBX. @param description of the far end */
  handOver(description: string): void {
    const toCaller = agreedMedia(this.sdp, this.#offer, "own")?.to;
    const toFarEnd = agreedMedia(this.offerToFarEnd, description, "other")?.to;
    if (this.#relay === undefined) {
      this.#voice.session.pause();
      this.#relay = new Relay(this.#voice.port, this.#outer);
    }
    this.#relay.connect(0, toCaller);
    this.#relay.connect(1, toFarEnd);
  }

  /** While it is relayed, what each side says of itself reaches the other by way of the PBX. */
  passedOn(description: string, of: LinkSide): string {
    if (this.#relay === undefined) return description;
    const { port } = of === "caller" ? this.#outer : this.#voice.port;
    return withAudioAt(description, this.#host, port) ?? description;
  }

  /** Both sides have agreed anew: each is talked to where it wants to be now. */
  agreedAnew(by: LinkSide, offer: string, answer: string): void {
    if (this.#relay === undefined) return;
    const [caller, farEnd] = by === "caller" ? [offer, answer] : [answer, offer];
    const [ownAnswer, farAnswer] =
      by === "caller" ? (["own", "other"] as const) : (["other", "own"] as const);
    this.#relay.connect(0, agreedMedia(this.passedOn(farEnd, "far-end"), caller, ownAnswer)?.to);
    this.#relay.connect(1, agreedMedia(this.passedOn(caller, "caller"), farEnd, farAnswer)?.to);
  }

  close(): void {
    this.#voice.close();
    this.#outer.close();
  }
}
