import { write } from "sdp-transform";
import { addressOf, discardPort } from "./discard.js";

/**
 * An offer of PCMU, PCMA and telephone-event, such as that of who answers an INVITE without one (RFC 3264 §5).
 * @param host numeric address to name in it
 * @param port that sound is wanted at; default: it is thrown away
 */
export function offerSdp(host: string, port = discardPort): string {
  const { origin, connection } = addressOf(host);
  return write({
    version: 0,
    origin: { ...origin, sessionId: port, sessionVersion: 1 },
    name: "-",
    connection,
    timing: { start: 0, stop: 0 },
    media: [
      {
        ...{ type: "audio", port, protocol: "RTP/AVP", payloads: "0 8 101" },
        rtp: [
          { payload: 0, codec: "PCMU", rate: 8000 },
          { payload: 8, codec: "PCMA", rate: 8000 },
          { payload: 101, codec: "telephone-event", rate: 8000 },
        ],
        fmtp: [{ payload: 101, config: "0-16" }],
        direction: "sendrecv",
      },
    ],
  });
}
