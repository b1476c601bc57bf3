import type { SipRequest } from "../../sip/message/message.js";
import { splitList } from "../../sip/message/name-addr.js";
import { formatVia, parseVia } from "../../sip/message/via.js";
import type { SocketAddress } from "../../sip/transport/transport.js";

/**
 * The request with its source written into the top Via, as a server transport does before it answers: `received`
 * where the sent-by differs (RFC 3261 §18.2.1), `rport` where it was asked for (RFC 3581 §4).
 */
export function withSource(request: SipRequest, from: SocketAddress): SipRequest {
  const at = request.headers.findIndex(({ name }) => name.toLowerCase() === "via");
  const top = request.headers[at];
  const [first = "", ...rest] = splitList(top?.value ?? "");
  const via = parseVia(first);
  if (top === undefined || via === undefined) return request;
  const params = new Map(via.params);
  const rport = params.has("rport");
  if (rport) params.set("rport", String(from.port));
  if (rport || via.host !== from.host) params.set("received", from.host);
  const value = [formatVia({ ...via, params }), ...rest].join(", ");
  const headers = [...request.headers];
  headers[at] = { name: top.name, value };
  return { ...request, headers };
}
