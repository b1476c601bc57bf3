import type { Speaker } from "../../model/audible.js";
import type { Clock } from "../../model/clock.js";
import type { Random } from "../../model/random.js";
import { type KeyHeard, KeyListener } from "../dtmf/key-listener.js";
import { type CodecName, decode, sampleRate } from "../g711/codec.js";
import { Reception, type ReceptionCounts } from "../rtp/reception.js";
import { type RtpPacket, readRtp } from "../rtp/rtp-packet.js";
import { type KeyTimestamps, packetMs, RtpSender } from "../rtp/rtp-sender.js";
import type { AgreedMedia } from "../sdp/agreed-media.js";
import { hear, type Sound } from "../tone/hear.js";
import { type AudioState, Listening } from "./listening.js";
import type { MediaAddress, MediaPort } from "./media-port.js";

export interface MediaSessionOptions {
  /** Closed with the session. */
  readonly port: MediaPort;
  readonly speaker: Speaker;
  readonly clock: Pick<Clock, "now" | "after">;
  readonly random: Random;
  /** Sends to where RTP comes from, whatever the other side's description says (rtp_symmetric, PBX-9). */
  readonly symmetric: boolean;
  /** A defect of the way: what the other side sends does not get here, or what this one sends is lost. */
  readonly loses?: "received" | "sent" | undefined;
  /** Hears each change of what this side knows of its sound. */
  readonly onAudio?: (state: AudioState) => void;
  readonly onKey?: (heard: KeyHeard) => void;
  /** Hears how many keys were pressed and never sent, for the other side takes none any more. */
  readonly onKeysLost?: (count: number) => void;
}

export interface MediaCounts extends ReceptionCounts {
  readonly sent: number;
}

/** So many packets that are due are sent at once after a delay of this process; what is later than that is left out. */
const madeUpFor = 5;

/**
 * The sound of one side of a call: it says by a tone who it is and whether it hears the other side, listens to what the
 * other side says, sends keys and hears them. From `connect` on it sends a packet every 20 ms until `close`.
 */
export class MediaSession {
  readonly #options: MediaSessionOptions;
  readonly #sender: RtpSender;
  readonly #reception = new Reception(sampleRate);
  readonly #keys = new KeyListener();
  #speaker: Speaker;
  #agreed: AgreedMedia | undefined;
  #listening: Listening | undefined;
  /** Where RTP came from; undefined: not yet, or it does not matter. */
  #source: MediaAddress | undefined;
  #stopTimer: () => void = () => undefined;
  /** Of the timer that sends: whoever hears of news may pause and resume, and then there is another. */
  #beat: symbol | undefined;
  #isClosed = false;

  constructor(options: MediaSessionOptions) {
    this.#options = options;
    this.#speaker = options.speaker;
    this.#sender = new RtpSender(options.random);
    this.#listen();
  }

  get counts(): MediaCounts {
    return { ...this.#reception.counts, sent: this.#sender.sent };
  }

  /** Talks and listens as agreed from now on; again after a re-INVITE. */
  connect(agreed: AgreedMedia): void {
    if (this.#isClosed) return;
    const before = this.#agreed;
    const isElsewhere = before?.to?.host !== agreed.to?.host || before?.to?.port !== agreed.to?.port;
    if (isElsewhere) this.#source = undefined;
    this.#agreed = agreed;
    if (!takesKeys(agreed)) this.#loseKeys();
    if (this.#beat === undefined) this.#begin();
    else if (isElsewhere || before?.listens !== agreed.listens) this.listenAnew();
  }

  /** What was heard so far says nothing any more: the sides agree anew, as for a hold. */
  listenAnew(): void {
    if (this.#listening === undefined) return;
    const { hasTold } = this.#listening;
    this.#listening = new Listening(this.#options.clock.now());
    if (hasTold) this.#options.onAudio?.({ way: "unknown", hears: undefined });
  }

  /** Stops talking and listening, and leaves the port to another, until `resume`. */
  pause(): void {
    this.#stopTimer();
    this.#beat = undefined;
    this.#listening = undefined;
    this.#options.port.listen(() => undefined);
  }

  resume(): void {
    if (this.#isClosed) return;
    this.#listen();
    if (this.#agreed !== undefined) this.connect(this.#agreed);
  }

  /** Somebody else speaks here from now on. */
  speakAs(speaker: Speaker): void {
    this.#speaker = speaker;
  }

  /** @returns false where the other side takes no keys by RTP */
  press(keys: string, timestamps?: KeyTimestamps): boolean {
    if (!takesKeys(this.#agreed)) return false;
    this.#sender.press(keys, timestamps);
    return true;
  }

  close(): void {
    this.#isClosed = true;
    this.pause();
    this.#options.port.close();
  }

  #listen(): void {
    this.#options.port.listen((datagram, from) => this.#receive(datagram, from));
  }

  #begin(): void {
    const nowMs = this.#options.clock.now();
    const beat = Symbol("beat");
    this.#beat = beat;
    this.#listening = new Listening(nowMs);
    this.#tick(nowMs, beat);
  }

  #loseKeys(): void {
    const lost = this.#sender.dropKeys();
    if (lost > 0) this.#options.onKeysLost?.(lost);
  }

  /** @param dueMs when this packet had to go: the timer may be late, the stream is not */
  #tick(dueMs: number, beat: symbol): void {
    const { clock } = this.#options;
    const late = Math.floor((clock.now() - dueMs) / packetMs);
    const leftOut = Math.max(0, late - madeUpFor);
    if (leftOut > 0) this.#sender.pass(leftOut);
    for (let packet = leftOut; packet <= late; packet++) this.#speak();
    this.#tellNews();
    if (this.#beat !== beat) return;
    const nextMs = dueMs + (late + 1) * packetMs;
    this.#stopTimer = clock.after(Math.max(0, nextMs - clock.now()), () => this.#tick(nextMs, beat));
  }

  #speak(): void {
    const agreed = this.#agreed;
    if (agreed?.to === undefined) {
      this.#sender.pass();
      return;
    }
    const to = this.#source ?? agreed.to;
    const spoken = { by: this.#speaker, hears: this.#listening?.hearsSomebody === true };
    for (const datagram of this.#sender.next(agreed.codec, agreed.sends, spoken)) {
      if (this.#options.loses === "sent") continue;
      this.#options.port.send(datagram, to);
    }
  }

  #receive(datagram: Uint8Array, from: MediaAddress): void {
    const packet = readRtp(datagram);
    const agreed = this.#agreed;
    if (this.#options.loses === "received") return;
    // One's own SSRC: a loop (RFC 3550 §8.2), and no sound of the other side.
    if (packet === undefined || agreed === undefined || packet.ssrc === this.#sender.ssrc) return;
    const isKey = packet.payloadType === agreed.expects.events;
    const codec = agreed.expects.audio.get(packet.payloadType);
    if (!agreed.listens || (!isKey && codec === undefined)) return;
    if (this.#options.symmetric) this.#source ??= from;
    const isNew = this.#reception.add(packet, this.#options.clock.now());
    if (isKey) this.#hearKey(packet);
    else if (isNew && codec !== undefined) this.#hearSound(packet, codec);
  }

  #hearKey(packet: RtpPacket): void {
    const heard = this.#keys.hear(packet);
    if (heard !== undefined) this.#options.onKey?.(heard);
  }

  #hearSound({ payload }: RtpPacket, codec: CodecName): void {
    this.#listening?.add(this.#notOwn(hear(decode(codec, payload))), this.#options.clock.now());
    this.#tellNews();
  }

  /** One's own tone is an echo, which says nothing of who hears; a phone may talk to a phone. */
  #notOwn(sound: Sound): Sound {
    const isEcho = typeof sound === "object" && sound.by === this.#speaker && this.#speaker !== "phone";
    return isEcho ? "other" : sound;
  }

  #tellNews(): void {
    const news = this.#listening?.news(this.#options.clock.now());
    if (news !== undefined) this.#options.onAudio?.(news);
  }
}

/** Whether keys can go as telephone events. */
function takesKeys(agreed: AgreedMedia | undefined): boolean {
  return agreed?.to !== undefined && agreed.sends.events !== undefined;
}
