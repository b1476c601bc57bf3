import type { RtpPacket } from "./rtp-packet.js";

/** What came of one sender, and what did not. */
export interface ReceptionCounts {
  readonly received: number;
  /** Sent between the first and the last that came, and never seen (RFC 3550 A.3, which counts duplicates against them). */
  readonly lost: number;
  /** Came after a packet that was sent later. */
  readonly reordered: number;
  readonly duplicates: number;
  /** Interarrival jitter (RFC 3550 §6.4.1, A.8), in ms. */
  readonly jitterMs: number;
}

/** A sender whose numbers jump further than that has begun anew (RFC 3550 A.1). */
const dropout = 3000;
/** As many of the last sequence numbers are remembered, to tell a duplicate from a packet that is late. */
const remembered = 128;

/**
 * Counts what one stream of RTP loses and how unevenly it comes. Another SSRC, or a jump of the sequence number, is
 * another stream: what the one before has lost stays counted.
 */
export class Reception {
  readonly #clockRate: number;
  #ssrc: number | undefined;
  /** Lowest so far. */
  #first = 0;
  /** Highest so far; counts on where the 16 bits on the wire begin anew. */
  #highest = 0;
  #ofStream = 0;
  #recent = new Set<number>();
  #transit = 0;
  #jitter = 0;
  #total = { received: 0, lost: 0, reordered: 0, duplicates: 0 };

  /** @param clockRate of timestamps, in Hz */
  constructor(clockRate: number) {
    this.#clockRate = clockRate;
  }

  /** @param atMs when it came @returns whether it is new: neither a duplicate nor out of any order */
  add({ ssrc, sequence, timestamp }: RtpPacket, atMs: number): boolean {
    this.#total.received++;
    const ahead = ssrc === this.#ssrc ? signed16(sequence - this.#highest) : undefined;
    if (ahead === undefined || Math.abs(ahead) > dropout) {
      this.#begin(ssrc, sequence, timestamp, atMs);
      return true;
    }
    const extended = this.#highest + ahead;
    if (this.#recent.has(extended)) {
      this.#total.duplicates++;
      return false;
    }
    this.#ofStream++;
    this.#remember(extended);
    this.#first = Math.min(this.#first, extended);
    if (ahead > 0) this.#highest = extended;
    else this.#total.reordered++;
    this.#addTransit(timestamp, atMs);
    return true;
  }

  get counts(): ReceptionCounts {
    return {
      ...this.#total,
      lost: this.#total.lost + this.#lostOfStream,
      jitterMs: (this.#jitter / this.#clockRate) * 1000,
    };
  }

  get #lostOfStream(): number {
    return this.#ssrc === undefined ? 0 : this.#highest - this.#first + 1 - this.#ofStream;
  }

  #begin(ssrc: number, sequence: number, timestamp: number, atMs: number): void {
    this.#total.lost += this.#lostOfStream;
    this.#ssrc = ssrc;
    this.#first = sequence;
    this.#highest = sequence;
    this.#ofStream = 1;
    this.#recent = new Set([sequence]);
    this.#transit = this.#transitOf(timestamp, atMs);
  }

  #remember(sequence: number): void {
    this.#recent.add(sequence);
    if (this.#recent.size <= remembered) return;
    const [oldest] = this.#recent;
    if (oldest !== undefined) this.#recent.delete(oldest);
  }

  /** RFC 3550 A.8: a sixteenth of each new difference. */
  #addTransit(timestamp: number, atMs: number): void {
    const transit = this.#transitOf(timestamp, atMs);
    const difference = Math.abs(signed32(transit - this.#transit));
    this.#transit = transit;
    this.#jitter += (difference - this.#jitter) / 16;
  }

  /** Modulo 2^32, as timestamps are. */
  #transitOf(timestamp: number, atMs: number): number {
    return signed32(Math.round((atMs * this.#clockRate) / 1000) - timestamp);
  }
}

function signed16(difference: number): number {
  return (difference << 16) >> 16;
}

function signed32(difference: number): number {
  return difference | 0;
}
