import type { Random } from "../../model/random.js";
import { type KeyPackets, packetsOfKey } from "../dtmf/key-packets.js";
import { type CodecName, encode, sampleRate } from "../g711/codec.js";
import type { PayloadTypes } from "../sdp/agreed-media.js";
import { sine } from "../tone/tone.js";
import { frequencyOf, type Spoken } from "../tone/tones.js";
import { writeRtp } from "./rtp-packet.js";

/** Of every packet that is sent, in ms: the default of G.711 (RFC 3551 §4.5). */
export const packetMs = 20;
const samplesOfPacket = (packetMs * sampleRate) / 1000;

/**
 * The timestamps of keys that are pressed together: each its own, as it must be, or, as a defect, all that of the first
 * (F-66).
 */
export type KeyTimestamps = "own" | "equal";

interface WaitingKey {
  readonly key: string;
  /** When it began, or the first that it shares that with; undefined: it has not. */
  readonly begin: { timestamp?: number };
}

interface PressedKey {
  readonly timestamp: number;
  readonly times: KeyPackets[];
}

/**
 * The stream of one sender (RFC 3550 §5.1): numbers begin at random, the timestamp goes on with the time, keys take the
 * place of the sound (RFC 4733 §2.5.1.1).
 */
export class RtpSender {
  readonly ssrc: number;
  #waiting: WaitingKey[] = [];
  #pressed: PressedKey | undefined;
  #sequence: number;
  #timestamp: number;
  #sent = 0;
  /** The next packet of sound is the first, or the first after a key. */
  #begins = true;

  constructor(random: Random) {
    this.ssrc = random.integer(0, 0xffff_ffff);
    this.#sequence = random.integer(0, 0xffff);
    this.#timestamp = random.integer(0, 0xffff_ffff);
  }

  /** Packets so far. */
  get sent(): number {
    return this.#sent;
  }

  /** @param keys of `0` to `9`, `*`, `#` and `A` to `D`; each waits for the one before it */
  press(keys: string, timestamps: KeyTimestamps = "own"): void {
    const shared = {};
    for (const key of keys) this.#waiting.push({ key, begin: timestamps === "equal" ? shared : {} });
  }

  /** Throws away the keys that are not out yet. @returns how many; one that was half out counts */
  dropKeys(): number {
    const isHalfOut = this.#pressed?.times.some(({ length }) => length > 0) === true;
    const dropped = this.#waiting.length + (isHalfOut ? 1 : 0);
    this.#waiting = [];
    this.#pressed = undefined;
    return dropped;
  }

  /** A packet time passes in which nothing is sent. */
  pass(times = 1): void {
    this.#timestamp = (this.#timestamp + times * samplesOfPacket) >>> 0;
    this.#begins = true;
  }

  /** What is sent in one packet time. Without events no key leaves. */
  next(codec: CodecName, { audio, events }: PayloadTypes, spoken: Spoken): Uint8Array[] {
    const key = events === undefined ? undefined : this.#nextOfKey();
    const datagrams =
      key === undefined || events === undefined
        ? [this.#datagram(audio, this.#timestamp, this.#begins, toneOf(codec, frequencyOf(spoken)))]
        : key.packets.map(({ marker, payload }) => this.#datagram(events, key.timestamp, marker, payload));
    this.#begins = key !== undefined;
    this.#timestamp = (this.#timestamp + samplesOfPacket) >>> 0;
    return datagrams;
  }

  #nextOfKey(): { readonly timestamp: number; readonly packets: KeyPackets } | undefined {
    if (this.#pressed === undefined || this.#pressed.times.length === 0) this.#pressed = this.#takeKey();
    const packets = this.#pressed?.times.shift();
    return packets && this.#pressed && { timestamp: this.#pressed.timestamp, packets };
  }

  #takeKey(): PressedKey | undefined {
    const next = this.#waiting.shift();
    const times = next && packetsOfKey(next.key, samplesOfPacket);
    if (next === undefined || times === undefined) return undefined;
    next.begin.timestamp ??= this.#timestamp;
    return { timestamp: next.begin.timestamp, times: [...times] };
  }

  #datagram(payloadType: number, timestamp: number, marker: boolean, payload: Uint8Array): Uint8Array {
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#sent++;
    return writeRtp({ payloadType, marker, sequence: this.#sequence, timestamp, ssrc: this.ssrc, payload });
  }
}

/** A packet of a tone is always the same: its frequency has whole periods in it. */
const tones = new Map<string, Uint8Array>();

function toneOf(codec: CodecName, frequency: number): Uint8Array {
  const name = `${codec} ${frequency}`;
  const known = tones.get(name);
  if (known) return known;
  const packet = encode(codec, sine(frequency, samplesOfPacket));
  tones.set(name, packet);
  return packet;
}
