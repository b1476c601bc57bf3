import { readSdp } from "../../sip/sdp/read-sdp.js";

/**
 * Does the side that offers this put the call on hold? It sends no media of its own to be heard, or wants none:
 * `sendonly` or `inactive` (RFC 3264 §8.4), or the older address 0.0.0.0 (RFC 2543 §B.5).
 */
export function isHold(offer: string): boolean {
  const session = readSdp(offer);
  if (!session) return false;
  const audio = session.media.find((each) => each.type === "audio");
  const way = audio?.direction ?? session.direction ?? "sendrecv";
  const address = (audio?.connection ?? session.connection)?.ip;
  return way === "sendonly" || way === "inactive" || address === "0.0.0.0";
}
