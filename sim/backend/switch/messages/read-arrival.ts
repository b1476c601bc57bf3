import { headerRules } from "../../../sip/message/header-rules.js";
import type { SipRequest } from "../../../sip/message/message.js";
import { type ParsedMessage, parseMessage } from "../../../sip/message/parse.js";
import { readableRequest } from "../../../sip/message/salvage.js";
import { serializeMessage } from "../../../sip/message/serialize.js";
import { type Arrival, isStream } from "../../../sip/transport/transport.js";
import { sipReading } from "../../sip-reading.js";

export function readArrival({ data, protocol }: Arrival): ParsedMessage {
  return parseMessage(data, { ...sipReading, stream: isStream(protocol) });
}

/**
 * A malformed request without what is malformed in it: headers that break their rules or stand twice, headers in the
 * Request-URI, a Content-Length that the body does not have. Its Contact has to be right: without it no request could
 * be sent inside the dialog.
 * @returns undefined where the rest is not a request either
 */
export function withoutFaults({ data }: Arrival): SipRequest | undefined {
  const text = data.toString("utf8");
  const end = /\r?\n\r?\n/.exec(text);
  const partial = readableRequest(text.slice(0, end?.index));
  if (!partial) return undefined;
  const seen = new Set<string>();
  const headers = partial.headers.filter(({ name, value }) => {
    const rule = headerRules.get(name.toLowerCase());
    if (!rule || name.toLowerCase() === "contact") return true;
    const again = rule.isSingle && seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    return !again && rule.isWellFormed(value);
  });
  const spared: SipRequest = {
    ...partial,
    method: partial.method.toUpperCase(),
    uri: partial.uri.replace(/\?.*$/, ""),
    headers: headers.map(({ name, value }) => ({
      name,
      value: name.toLowerCase() === "cseq" ? value.toUpperCase() : value,
    })),
    body: end ? text.slice(end.index + end[0].length) : "",
  };
  const parsed = parseMessage(serializeMessage(spared), sipReading);
  return parsed.ok && parsed.message.kind === "request" ? parsed.message : undefined;
}
