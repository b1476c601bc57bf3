import { parse } from "sdp-transform";

/**
 * Does the side that offers this put the call on hold? It sends no media of its own to be heard, or wants none:
 * `sendonly` or `inactive` (RFC 3264 §8.4), or the older address 0.0.0.0 (RFC 2543 §B.5).
 */
export function isHold(offer: string): boolean {
  try {
    const { media, direction, connection } = parse(offer);
    const audio = media.find((each) => each.type === "audio");
    const way = audio?.direction ?? direction ?? "sendrecv";
    return way === "sendonly" || way === "inactive" || (audio?.connection ?? connection)?.ip === "0.0.0.0";
  } catch {
    return false;
  }
}
