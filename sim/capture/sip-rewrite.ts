import { createHash } from "node:crypto";
import type { SipHeader, SipMessage } from "../sip/message/message.js";
import { splitList } from "../sip/message/name-addr.js";
import { formatVia, parseVia } from "../sip/message/via.js";
import type { SocketAddress } from "../sip/transport/transport.js";

/** What stands between a phone and its registrar does to messages: pure, and undone on the way back. */

export function hostPortOf({ host, port }: SocketAddress): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Host and port of each SIP URI in a header value. */
const uriHosts = /(\bsips?:(?:[^\s@<>"]{1,200}@)?)(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?/gi;

/** @param change says what takes the place of `host:port`, or of `host` where there is no port; undefined: it stays */
function withHosts(
  message: SipMessage,
  names: ReadonlySet<string>,
  change: (hostPort: string) => string | undefined,
): SipMessage {
  const headers = message.headers.map((header) =>
    names.has(header.name.toLowerCase())
      ? {
          name: header.name,
          value: header.value.replaceAll(
            uriHosts,
            (whole, before: string, host: string, port: string | undefined) => {
              const changed = change(`${host}${port ?? ""}`);
              return changed === undefined ? whole : `${before}${changed}`;
            },
          ),
        }
      : header,
  );
  return { ...message, headers };
}

const contact = new Set(["contact"]);
const wayBack = new Set(["contact", "record-route"]);
const route = new Set(["route"]);

/** The first `host:port` of the Contact of a message; undefined without one. */
export function contactOf(message: SipMessage): string | undefined {
  let found: string | undefined;
  withHosts(message, contact, (hostPort) => {
    found ??= hostPort;
    return undefined;
  });
  return found;
}

/** To the PBX: it shall call the phone by us. The Request-URI stays, for the digest of the phone is made of it. */
export function towardsPbx(message: SipMessage, own: string, relay: string, pbx: string): SipMessage {
  const called = withHosts(message, contact, () => relay);
  return withHosts(called, route, (each) => (each === own ? pbx : undefined));
}

/** To the phone: its own Contact comes back, and what would lead past us leads here. */
export function towardsPhone(
  message: SipMessage,
  own: string,
  relay: string,
  phone: string,
  pbx: ReadonlySet<string>,
): SipMessage {
  const clean = withHosts(message, wayBack, (each) =>
    each === relay ? phone : pbx.has(each) ? own : undefined,
  );
  if (clean.kind === "response") return clean;
  return {
    ...clean,
    uri: clean.uri.replace(uriHosts, (whole, before: string, host: string, port: string | undefined) =>
      `${host}${port ?? ""}` === relay ? `${before}${phone}` : whole,
    ),
  };
}

/**
 * A hop of our own on top. Its branch follows from the one below it, so that an ACK or a CANCEL gets that of its INVITE,
 * and a retransmission the same one again (RFC 3261 §16.11).
 */
export function withOwnVia(message: SipMessage, protocol: string, own: string): SipMessage {
  const below = topVia(message) ?? "";
  const seed = parseVia(below)?.params.get("branch") ?? below;
  const branch = `z9hG4bK-capture-${createHash("sha256").update(`${own} ${seed}`).digest("hex").slice(0, 24)}`;
  const value = `SIP/2.0/${protocol.toUpperCase()} ${own};branch=${branch};rport`;
  return { ...message, headers: [{ name: "Via", value }, ...message.headers] };
}

/** Without the topmost hop; undefined where that is not ours. */
export function withoutOwnVia(message: SipMessage): SipMessage | undefined {
  const index = message.headers.findIndex(isVia);
  const [first, ...rest] = splitList(message.headers[index]?.value ?? "");
  const ours =
    first === undefined ? undefined : parseVia(first)?.params.get("branch")?.startsWith("z9hG4bK-capture-");
  if (ours !== true) return undefined;
  const below = rest.length === 0 ? [] : [{ name: "Via", value: rest.join(", ") }];
  return {
    ...message,
    headers: [...message.headers.slice(0, index), ...below, ...message.headers.slice(index + 1)],
  };
}

/** Fills in where a request came from, as its sender asked (RFC 3261 §18.2.1, RFC 3581 §4). */
export function withSource<Message extends SipMessage>(
  message: Message,
  { host, port }: SocketAddress,
): Message {
  const index = message.headers.findIndex(isVia);
  const [first = "", ...rest] = splitList(message.headers[index]?.value ?? "");
  const via = parseVia(first);
  if (via === undefined) return message;
  const params = new Map(via.params);
  if (params.get("rport") === "") params.set("rport", String(port));
  if (params.has("rport") || via.host !== host) params.set("received", host);
  const value = [formatVia({ ...via, params }), ...rest].join(", ");
  return {
    ...message,
    headers: message.headers.map((each, at) => (at === index ? { name: "Via", value } : each)),
  };
}

/** One hop less to go (RFC 3261 §16.6); undefined where there is none left. */
export function withHopTaken<Message extends SipMessage>(message: Message): Message | undefined {
  const left = Number(
    message.headers.find(({ name }) => name.toLowerCase() === "max-forwards")?.value ?? "70",
  );
  if (!(left > 0)) return undefined;
  const rest = message.headers.filter(({ name }) => name.toLowerCase() !== "max-forwards");
  return { ...message, headers: [...rest, { name: "Max-Forwards", value: String(left - 1) }] };
}

function topVia(message: SipMessage): string | undefined {
  return splitList(message.headers.find(isVia)?.value ?? "")[0];
}

function isVia({ name }: SipHeader): boolean {
  return name.toLowerCase() === "via";
}
