import { header, type SipHeader, type SipMessage } from "../../../sip/message/message.js";
import { splitList } from "../../../sip/message/name-addr.js";
import { formatVia, parseVia, type Via } from "../../../sip/message/via.js";
import { type Arrival, isStream } from "../../../sip/transport/transport.js";
import type { Flow } from "../network/flow.js";

/** A request's top Via, completed with where the request really came from (RFC 3261 §18.2.1, RFC 3581 §4). */
export function completedVia(via: Via, { from }: Arrival): Via {
  const params = new Map(via.params);
  if (params.get("rport") !== undefined) params.set("rport", String(from.port));
  // RFC 3581 §4: with rport, received is always there.
  if (bareHost(via.host) !== from.host || params.has("rport")) params.set("received", from.host);
  return { ...via, params };
}

/** The same message with another top Via. */
export function withTopVia<Message extends SipMessage>(message: Message, via: Via): Message {
  let top = true;
  const headers = message.headers.map((each): SipHeader => {
    if (!top || each.name.toLowerCase() !== "via") return each;
    top = false;
    const [, ...others] = splitList(each.value);
    return { name: each.name, value: [formatVia(via), ...others].join(", ") };
  });
  return { ...message, headers };
}

/** The top Via of a message, or undefined when there is none that can be read. */
export function topVia(message: SipMessage): Via | undefined {
  const value = header(message, "Via");
  return value === undefined ? undefined : parseVia(splitList(value)[0] ?? "");
}

/**
 * Whether a top Via that cannot be read was written by somebody who will know it again: it names a protocol, in
 * whatever version, and a host (RFC 4475 §3.1.2.1, §3.1.2.16).
 */
export function namesSender(message: SipMessage): boolean {
  return /^SIP[ \t]*\/[ \t]*\d+\.\d+[ \t]*\/[ \t]*[^\s/;,]+[ \t]+[^\s;,]+/i.test(
    header(message, "Via") ?? "",
  );
}

/** Straight back: all that is left where no Via can be followed. */
export function sourceFlow({ protocol, from }: Arrival): Flow {
  return { protocol, to: from, existingOnly: isStream(protocol) };
}

/**
 * Where the responses to a request go: back over its connection, or to its source when it asked for that with rport,
 * else to the port that its Via names (RFC 3261 §18.2.2).
 */
export function responseFlow(via: Via, { protocol, from }: Arrival): Flow {
  if (isStream(protocol)) return { protocol, to: from, existingOnly: true };
  const port = via.params.has("rport") ? from.port : (via.port ?? 5060);
  return { protocol, to: { host: from.host, port }, existingOnly: false };
}

function bareHost(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1");
}
