import { write } from "sdp-transform";
import { audioIn } from "./audio-in.js";
import { addressOf } from "./discard.js";
import { readSdp } from "./read-sdp.js";

/**
 * The same description, but its sound is wanted somewhere else.
 * @param host numeric
 * @returns undefined where it has no audio, or cannot be read
 */
export function withAudioAt(sdp: string, host: string, port: number): string | undefined {
  const session = readSdp(sdp);
  const audio = session && audioIn(session)?.media;
  if (session === undefined || audio === undefined) return undefined;
  const { connection } = addressOf(host);
  const media = session.media.map((each) => (each === audio ? { ...each, port, connection } : each));
  return write({ ...session, media });
}
