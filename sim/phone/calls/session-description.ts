import { type MediaDescription, type SessionDescription, write } from "sdp-transform";
import type { Profile } from "../../model/profile/profile.js";
import { type Direction, directionOf } from "../../sip/sdp/audio-in.js";
import { clockRate, formatsOf, readSdp, type SdpFormat, staticPayloads } from "../../sip/sdp/read-sdp.js";

/** What one call of a handset can do with media. */
export interface LocalMedia {
  /** Address that RTP is expected at. */
  readonly host: string;
  readonly port: number;
  /** By preference. */
  readonly codecs: Profile["codecs"];
  /** Payload type of telephone events (RFC 4733) in our offers. */
  readonly dtmfPayload: number;
}

/** Names the session in `o=`; the version grows with every description that is sent (RFC 3264 §5). */
export interface Origin {
  readonly sessionId: number;
  readonly version: number;
}

const dtmf = { codec: "telephone-event", events: "0-16" };

/** Our offer: all codecs of the profile and telephone events. @param direction `sendonly` is hold (RFC 3264 §8.4) */
export function describeOffer(
  local: LocalMedia,
  origin: Origin,
  direction: "sendrecv" | "sendonly" = "sendrecv",
): string {
  const formats = local.codecs.map((codec) => ({ payload: payloadOf(codec), codec }));
  const dtmfFormat = { payload: local.dtmfPayload, codec: dtmf.codec };
  return write(session(local, origin, [audio(local, [...formats, dtmfFormat], direction)]));
}

/**
 * Our answer (RFC 3264 §6): the first audio stream with a codec that we have, in the offerer's order and numbers;
 * every other stream is refused with port 0.
 *
 * @param own `sendonly`: the other side stays on hold, whatever it offers (RFC 3264 §8.4)
 * @returns undefined where no stream is acceptable: answer 488
 */
export function describeAnswer(
  offer: string,
  local: LocalMedia,
  origin: Origin,
  own: "sendrecv" | "sendonly" = "sendrecv",
): string | undefined {
  const remote = readSdp(offer);
  const chosen = remote?.media.find((media) => isAudio(media) && commonFormats(media, local).length > 0);
  if (remote === undefined || chosen === undefined) return undefined;
  const streams = remote.media.map((media) =>
    media === chosen
      ? audio(local, answeredFormats(media, local), answered(directionOf(media, remote), own))
      : refused(media),
  );
  return write(session(local, origin, streams));
}

/** Whether the answer to our offer leaves a stream that we can talk on. */
export function isUsableAnswer(answer: string, local: LocalMedia): boolean {
  return (
    readSdp(answer)?.media.some((media) => isAudio(media) && commonFormats(media, local).length > 0) ?? false
  );
}

/** Port 0 is a stream that its sender does not want; SAVP would need keys that no desk here has. */
function isAudio({ type, port, protocol }: MediaDescription): boolean {
  return type === "audio" && port > 0 && protocol.toUpperCase() === "RTP/AVP";
}

function commonFormats(media: MediaDescription, local: LocalMedia): SdpFormat[] {
  const codecs: readonly string[] = local.codecs;
  return formatsOf(media)
    .map(({ payload, codec }) => ({ payload, codec: codec.toUpperCase() }))
    .filter(({ codec }) => codecs.includes(codec));
}

function answeredFormats(media: MediaDescription, local: LocalMedia): SdpFormat[] {
  const events = formatsOf(media).find(({ codec }) => codec.toLowerCase() === dtmf.codec);
  const formats = commonFormats(media, local);
  return events === undefined ? formats : [...formats, { payload: events.payload, codec: dtmf.codec }];
}

function payloadOf(codec: string): number {
  for (const [payload, name] of staticPayloads) if (name === codec) return payload;
  throw new RangeError(`${codec} has no static payload type`);
}

function answered(offered: Direction, own: "sendrecv" | "sendonly"): Direction {
  const direction = opposite(offered);
  if (own === "sendrecv") return direction;
  return direction === "sendrecv" || direction === "sendonly" ? "sendonly" : "inactive";
}

function opposite(direction: Direction): Direction {
  switch (direction) {
    case "sendonly":
      return "recvonly";
    case "recvonly":
      return "sendonly";
    case "sendrecv":
    case "inactive":
      return direction;
  }
}

function audio(local: LocalMedia, formats: readonly SdpFormat[], direction: Direction): MediaDescription {
  return {
    type: "audio",
    port: local.port,
    protocol: "RTP/AVP",
    payloads: formats.map(({ payload }) => payload).join(" "),
    rtp: formats.map(({ payload, codec }) => ({ payload, codec, rate: clockRate })),
    fmtp: formats
      .filter(({ codec }) => codec === dtmf.codec)
      .map(({ payload }) => ({ payload, config: dtmf.events })),
    ptime: 20,
    direction,
  };
}

function refused({ type, protocol, payloads }: MediaDescription): MediaDescription {
  return { type, port: 0, protocol, payloads: String(payloads ?? ""), rtp: [], fmtp: [] };
}

function session(local: LocalMedia, origin: Origin, media: MediaDescription[]): SessionDescription {
  const ipVer = local.host.includes(":") ? 6 : 4;
  return {
    version: 0,
    origin: {
      username: "-",
      sessionId: origin.sessionId,
      sessionVersion: origin.version,
      netType: "IN",
      ipVer,
      address: local.host,
    },
    name: "-",
    connection: { version: ipVer, ip: local.host },
    timing: { start: 0, stop: 0 },
    media,
  };
}
