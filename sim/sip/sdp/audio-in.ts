import type { MediaDescription, SessionDescription } from "sdp-transform";

/** Which way media flow, as the side that says it sees them (RFC 3264 §5.1). */
export type Direction = NonNullable<MediaDescription["direction"]>;

/** A stream of audio, with what a session says for all its streams. */
export interface Audio {
  readonly media: MediaDescription;
  readonly direction: Direction;
  /** Numeric, where it is wanted; undefined: nowhere, or nothing is said of it. */
  readonly host: string | undefined;
}

/** The old address of hold (RFC 2543 §B.5): its sender takes no media. Still sent by old PBXs (RFC 3264 §8.4). */
const holdAddress = "0.0.0.0";

/** The first stream of audio that is not refused; undefined where there is none. */
export function audioIn(session: SessionDescription): Audio | undefined {
  const media = session.media.find(({ type, port }) => type === "audio" && port > 0);
  if (media === undefined) return undefined;
  const host = hostIn(media, session);
  return {
    media,
    direction: directionOf(media, session),
    host: host === holdAddress ? undefined : host,
  };
}

/** @param media a stream of that session */
export function directionOf(media: MediaDescription, session: SessionDescription): Direction {
  const direction = media.direction ?? session.direction ?? "sendrecv";
  return direction === "sendrecv" && hostIn(media, session) === holdAddress ? "sendonly" : direction;
}

function hostIn(media: MediaDescription, session: SessionDescription): string | undefined {
  return (media.connection ?? session.connection)?.ip;
}
