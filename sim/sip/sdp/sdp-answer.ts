import { parse, type SessionDescription, write } from "sdp-transform";

type Media = SessionDescription["media"][number];

/** Static payload types that every far end takes: PCMU and PCMA (RFC 3551). */
const knownPayloads = new Set([0, 8]);

/**
 * RTP sent here is thrown away: the far end has ears only for signalling. Not 0, which would refuse the stream
 * (RFC 3264 §6).
 */
const discardPort = 9;

/**
 * The answer of the far end to an offer (RFC 3264): the first audio stream with PCMU or PCMA, its
 * telephone-event if offered; all other streams refused.
 * @param host numeric address to name in it
 * @returns undefined where nothing in the offer can be answered
 */
export function answerSdp(offer: string, host: string): string | undefined {
  const offered = readOffer(offer);
  const chosen = offered?.media.find(isUsable);
  if (!offered || !chosen) return undefined;
  return write({
    version: 0,
    origin: {
      username: "-",
      sessionId: offered.origin?.sessionId ?? 1,
      sessionVersion: 1,
      netType: "IN",
      ipVer: 4,
      address: host,
    },
    name: "far-end",
    connection: { version: 4, ip: host },
    timing: { start: 0, stop: 0 },
    media: offered.media.map((each) => (each === chosen ? accepted(each, offered) : refused(each))),
  });
}

function readOffer(offer: string): SessionDescription | undefined {
  if (!offer.startsWith("v=0")) return undefined;
  try {
    return parse(offer);
  } catch {
    return undefined;
  }
}

function payloadsOf(media: Media): number[] {
  return `${media.payloads ?? ""}`.split(" ").map(Number);
}

function isUsable(media: Media): boolean {
  return (
    media.type === "audio" &&
    media.protocol === "RTP/AVP" &&
    media.port !== 0 &&
    payloadsOf(media).some((each) => knownPayloads.has(each))
  );
}

function accepted(media: Media, session: SessionDescription): Media {
  const events = media.rtp.filter(({ codec }) => codec.toLowerCase() === "telephone-event");
  const payloads = payloadsOf(media).filter(
    (each) => knownPayloads.has(each) || events.some(({ payload }) => payload === each),
  );
  const names: Record<number, string> = { 0: "PCMU", 8: "PCMA" };
  return {
    type: "audio",
    port: discardPort,
    protocol: "RTP/AVP",
    payloads: payloads.join(" "),
    rtp: payloads.map((payload) => ({ payload, codec: names[payload] ?? "telephone-event", rate: 8000 })),
    fmtp: events.map(({ payload }) => ({ payload, config: "0-16" })),
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
