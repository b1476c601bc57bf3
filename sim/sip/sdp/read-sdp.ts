import { type MediaDescription, parse, parsePayloads, type SessionDescription } from "sdp-transform";

/**
 * Reads a session description.
 * @returns undefined where a stream in it has no type, port or protocol, or nothing can be read
 */
export function readSdp(text: string): SessionDescription | undefined {
  try {
    const description = parse(withoutPortCounts(text));
    return description.media.every(({ type, port, protocol }) => type && port !== undefined && protocol)
      ? description
      : undefined;
  } catch {
    return undefined;
  }
}

/** `m=audio 40000/2`: the ports of layered streams (RFC 8866 §5.14). The first is all that audio needs. */
function withoutPortCounts(text: string): string {
  return text.replaceAll(/^(m=\S+ \d+)\/\d+(?= )/gm, "$1");
}

/** What a stream calls one kind of media. */
export interface SdpFormat {
  readonly payload: number;
  /** Encoding name, in capitals as registered or as its sender wrote it; "" where unknown. */
  readonly codec: string;
}

/** Static payload types (RFC 3551 §6). G722 is 8000 there although it samples at 16000. */
export const staticPayloads: ReadonlyMap<number, string> = new Map([
  [0, "PCMU"],
  [8, "PCMA"],
  [9, "G722"],
]);

/** Of all codecs that are known here. */
export const clockRate = 8000;

/**
 * The formats of a stream, by preference. What it maps a number to counts; without a mapping the static type.
 */
export function formatsOf(media: MediaDescription): SdpFormat[] {
  return parsePayloads(media.payloads ?? "").map((payload) => ({ payload, codec: codecOf(media, payload) }));
}

function codecOf(media: MediaDescription, payload: number): string {
  const mapped = media.rtp.find((rtp) => rtp.payload === payload);
  if (mapped === undefined) return staticPayloads.get(payload) ?? "";
  // RFC 8866 §6.6: more channels than one would be another format.
  const oneChannel = mapped.encoding === undefined || `${mapped.encoding}` === "1";
  return (mapped.rate ?? clockRate) === clockRate && oneChannel ? mapped.codec : "";
}
