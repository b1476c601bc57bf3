import type { MediaDescription } from "sdp-transform";
import { type Audio, audioIn, type Direction } from "../../sip/sdp/audio-in.js";
import { discardPort } from "../../sip/sdp/discard.js";
import { formatsOf, readSdp } from "../../sip/sdp/read-sdp.js";
import { type CodecName, codecNames } from "../g711/codec.js";

/** What two sides of a call have agreed on for their sound, as one of them sees it (RFC 3264). */
export interface AgreedMedia {
  /** Where to send to; undefined: the other side wants nothing, or throws it away. */
  readonly to: { readonly host: string; readonly port: number } | undefined;
  readonly codec: CodecName;
  /** Payload types to send with: those of the other side's description. */
  readonly sends: PayloadTypes;
  /** Payload types to expect: those of one's own. Every codec that it names may come at any time (RFC 3264 §5.1). */
  readonly expects: {
    readonly audio: ReadonlyMap<number, CodecName>;
    readonly events: number | undefined;
  };
  /** Whether the other side may send at all. */
  readonly listens: boolean;
}

export interface PayloadTypes {
  readonly audio: number;
  /** Of telephone events; undefined: none were agreed on. */
  readonly events: number | undefined;
}

/**
 * @param own description that this side has sent
 * @param other description that it got
 * @param answer which of the two is the answer: its order of formats counts
 * @returns undefined where no audio of G.711 is in both
 */
export function agreedMedia(own: string, other: string, answer: "own" | "other"): AgreedMedia | undefined {
  const mine = audioOf(own);
  const theirs = audioOf(other);
  if (mine === undefined || theirs === undefined) return undefined;
  const codec = codecOf(answer === "own" ? mine : theirs, answer === "own" ? theirs : mine);
  const sends = codec && payloadTypes(theirs.media, codec);
  if (codec === undefined || sends === undefined) return undefined;
  const expects = { audio: audioTypes(mine.media), events: eventsIn(mine.media) };
  const hasEvents = sends.events !== undefined && expects.events !== undefined;
  return {
    to: sending.has(mine.direction) && receiving.has(theirs.direction) ? addressOf(theirs) : undefined,
    codec,
    sends: hasEvents ? sends : { ...sends, events: undefined },
    expects,
    listens: receiving.has(mine.direction) && sending.has(theirs.direction),
  };
}

const sending: ReadonlySet<Direction> = new Set<Direction>(["sendrecv", "sendonly"]);
const receiving: ReadonlySet<Direction> = new Set<Direction>(["sendrecv", "recvonly"]);

function addressOf({ host, media: { port } }: Audio): AgreedMedia["to"] {
  return host === undefined || port === discardPort ? undefined : { host, port };
}

function audioOf(sdp: string): Audio | undefined {
  const session = readSdp(sdp);
  return session && audioIn(session);
}

/** The first of the answer that the offer has too. */
function codecOf(answer: Audio, offer: Audio): CodecName | undefined {
  return codecsIn(answer.media).find((codec) => codecsIn(offer.media).includes(codec));
}

function codecsIn(media: MediaDescription): CodecName[] {
  return [...audioTypes(media).values()];
}

/** By preference. */
function audioTypes(media: MediaDescription): Map<number, CodecName> {
  return new Map(
    formatsOf(media).flatMap(({ payload, codec }) => {
      const name = codecNames.find((each) => each === codec.toUpperCase());
      return name === undefined ? [] : [[payload, name] as const];
    }),
  );
}

function payloadTypes(media: MediaDescription, codec: CodecName): PayloadTypes | undefined {
  for (const [audio, name] of audioTypes(media)) {
    if (name === codec) return { audio, events: eventsIn(media) };
  }
  return undefined;
}

function eventsIn(media: MediaDescription): number | undefined {
  return formatsOf(media).find(({ codec }) => codec.toLowerCase() === "telephone-event")?.payload;
}
