import { write } from "sdp-transform";
import { addressOf, discardPort } from "./discard.js";

/**
 * The offer of who answers an INVITE without one (RFC 3264 §5): PCMU and PCMA, to be thrown away where it is sent to.
 * @param host numeric address to name in it
 */
export function offerSdp(host: string): string {
  const { origin, connection } = addressOf(host);
  return write({
    version: 0,
    origin: { ...origin, sessionId: 1, sessionVersion: 1 },
    name: "-",
    connection,
    timing: { start: 0, stop: 0 },
    media: [
      {
        ...{ type: "audio", port: discardPort, protocol: "RTP/AVP", payloads: "0 8" },
        rtp: [
          { payload: 0, codec: "PCMU", rate: 8000 },
          { payload: 8, codec: "PCMA", rate: 8000 },
        ],
        fmtp: [],
        direction: "sendrecv",
      },
    ],
  });
}
