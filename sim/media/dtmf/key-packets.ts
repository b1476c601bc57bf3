import type { RtpPacket } from "../rtp/rtp-packet.js";
import { eventOf, writeTelephoneEvent } from "./telephone-event.js";

/** What a packet of a key holds, before its sender gives it a number and a payload type. */
type KeyPacket = Pick<RtpPacket, "marker" | "payload">;

/** The packets of one packet time; none: the pause after a key. */
export type KeyPackets = readonly KeyPacket[];

/** How long a key is held and left, in packets of 20 ms: 80 ms and 40 ms, the least that ITU-T Q.24 has to be heard. */
const heldPackets = 4;
const pausePackets = 2;
/** The end is said three times, for one of them may be lost (RFC 4733 §2.5.1.4). */
const ends = 3;
/** -10 dBm0, as phones say of their keys. */
const volume = 10;

/**
 * One key as it goes out (RFC 4733 §2.5.1): a packet every 20 ms, the first marked, the duration growing, the end three
 * times. All carry the timestamp of the beginning, which is the sender's part.
 * @param samples of one packet
 * @returns one element a packet time, with the pause after it; undefined for what is no key
 */
export function packetsOfKey(key: string, samples: number): readonly KeyPackets[] | undefined {
  const event = eventOf(key);
  if (event === undefined) return undefined;
  const packet = (nth: number): KeyPacket => ({
    marker: nth === 1,
    payload: writeTelephoneEvent({ event, end: nth === heldPackets, volume, duration: nth * samples }),
  });
  const held = Array.from({ length: heldPackets - 1 }, (_, index) => [packet(index + 1)]);
  const end = Array.from({ length: ends }, () => packet(heldPackets));
  return [...held, end, ...Array.from({ length: pausePackets }, () => [])];
}
