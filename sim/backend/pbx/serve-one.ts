import type { SipRequest } from "../../sip/message/message.js";
import { parseMessage } from "../../sip/message/parse.js";
import type { IncomingRequest, OutgoingResponse } from "../drachtio/sip-app.js";
import { sipReading } from "../sip-reading.js";
import { type Answer, answer } from "./answer.js";
import type { RefusedRequests } from "./refused-requests.js";
import type { PacketSource } from "./registrar-rules.js";

/** What is done for one method. */
export type Handler = (
  message: SipRequest,
  source: PacketSource,
  request: IncomingRequest,
  response: OutgoingResponse,
) => Answer | undefined;

/** A request that was refused, and how. */
export type Answered = Parameters<RefusedRequests["refused"]>[0] & { readonly request: IncomingRequest };

/** The edge: whatever a message does in here, its sender gets an answer and the process lives on. */
export function serveOne(
  request: IncomingRequest,
  response: OutgoingResponse,
  handler: Handler,
  refused: (answered: Answered) => void,
): void {
  const from = { host: request.source_address, port: request.source_port, protocol: request.protocol };
  const send = ({ status, reason, why, headers }: Answer, isBug = false): void => {
    response.send(status, reason, { headers: { ...headers } });
    const isFirstChallenge = status === 401 && why === undefined;
    if (status < 300 || isFirstChallenge) return;
    const userAgent = request.get("User-Agent");
    refused({ request, userAgent, from, status, why: why ?? reason, isBug });
  };
  try {
    const parsed = parseMessage(request.raw, sipReading);
    if (!parsed.ok || parsed.message.kind !== "request") {
      send(answer(400, parsed.ok ? {} : { reason: parsed.reason }));
      return;
    }
    const made = handler(parsed.message, from, request, response);
    if (made) send(made);
  } catch (error) {
    const why = `internal error: ${error instanceof Error ? error.message : String(error)}`;
    if (!response.finalResponseSent) send(answer(500, { why }), true);
  }
}
