import { type SessionDescription, write } from "sdp-transform";
import { addressOf, discardPort } from "./discard.js";
import { clockRate, formatsOf, readSdp, type SdpFormat } from "./read-sdp.js";

type Media = SessionDescription["media"][number];

/** Names the session in `o=`; the version grows when what is said of it changes (RFC 3264 §8). */
interface OwnSession {
  readonly sessionId: number;
  readonly version: number;
}

interface OwnAudio {
  readonly port?: number;
  readonly events?: boolean | undefined;
  /** Default: a first description, by the number of the offer. */
  readonly session?: OwnSession;
}

/** What every far end takes, under whatever payload type (RFC 3551). */
const knownCodecs = new Set(["PCMU", "PCMA"]);
const events = "telephone-event";

/**
 * The answer of the far end to an offer (RFC 3264): the first audio stream with PCMU or PCMA, its
 * telephone-event if offered; all other streams refused.
 * @param host numeric address to name in it
 * @param own port that sound is wanted at, and whether keys are taken by telephone-event; default: it is thrown away
 * @returns undefined where nothing in the offer can be answered
 */
export function answerSdp(offer: string, host: string, own: OwnAudio = {}): string | undefined {
  const offered = readOffer(offer);
  const chosen = offered?.media.find(isUsable);
  if (!offered || !chosen) return undefined;
  const { origin, connection } = addressOf(host);
  const { sessionId, version } = own.session ?? { sessionId: offered.origin?.sessionId ?? 1, version: 1 };
  return write({
    version: 0,
    origin: { ...origin, sessionId, sessionVersion: version },
    name: "far-end",
    connection,
    timing: { start: 0, stop: 0 },
    media: offered.media.map((each) => (each === chosen ? accepted(each, offered, own) : refused(each))),
  });
}

function readOffer(offer: string): SessionDescription | undefined {
  return offer.startsWith("v=0") ? readSdp(offer) : undefined;
}

function isUsable(media: Media): boolean {
  const { type, protocol, port } = media;
  return (
    type === "audio" &&
    protocol.toUpperCase() === "RTP/AVP" &&
    port !== 0 &&
    formatsOf(media).some(isKnownCodec)
  );
}

function isKnownCodec({ codec }: SdpFormat): boolean {
  return knownCodecs.has(codec.toUpperCase());
}

function isEvents({ codec }: SdpFormat): boolean {
  return codec.toLowerCase() === events;
}

function accepted(media: Media, session: SessionDescription, { port, events: takesEvents }: OwnAudio): Media {
  const formats = formatsOf(media).filter(
    (each) => isKnownCodec(each) || (takesEvents !== false && isEvents(each)),
  );
  return {
    type: "audio",
    port: port ?? discardPort,
    protocol: "RTP/AVP",
    payloads: formats.map(({ payload }) => payload).join(" "),
    rtp: formats.map(({ payload, codec }) => ({ payload, codec, rate: clockRate })),
    fmtp: formats.filter(isEvents).map(({ payload }) => ({ payload, config: "0-16" })),
    direction: mirrored(media.direction ?? session.direction),
  };
}

function refused(media: Media): Media {
  const { type, protocol, payloads = "0" } = media;
  return { type, port: 0, protocol, payloads, rtp: [], fmtp: [] };
}

/** RFC 3264 §6.1. */
function mirrored(direction: Media["direction"]): NonNullable<Media["direction"]> {
  switch (direction) {
    case "sendonly":
      return "recvonly";
    case "recvonly":
      return "sendonly";
    case "inactive":
      return "inactive";
    default:
      return "sendrecv";
  }
}
