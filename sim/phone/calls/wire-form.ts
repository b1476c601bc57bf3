import type { SipHeader, SipMessage, SipRequest, SipResponse } from "../../sip/message/message.js";
import { formatVia, parseVia, type Via } from "../../sip/message/via.js";
import type { SocketAddress } from "../../sip/transport/transport.js";
import { callBranch } from "../wire/message-class.js";

/**
 * sip.js writes its Via without port and with a branch that is only unique within one user agent, and takes
 * responses in no other form. On the wire both are whole: `host:port` and `z9hG4bKdj.<token>.<agent>.<number>`.
 */

/** The cookie of RFC 3261 §8.1.1.7, which sip.js follows with a bare number. */
const cookie = "z9hG4bK";

/** Which user agent of which handset a branch belongs to. */
export interface BranchOwner {
  /** Of the handset, see `HandsetTransport.token`. */
  readonly token: string;
  /** Counts the user agents of the handset. */
  readonly agent: number;
}

/** A request of sip.js, its ACKs and CANCELs included, as it goes out. */
export function requestForWire(request: SipRequest, owner: BranchOwner, local: SocketAddress): SipRequest {
  return withTopVia(request, (via) => ({
    ...via,
    host: local.host,
    port: local.port,
    params: new Map(via.params).set("branch", wireBranch(via.params.get("branch") ?? "", owner)),
  }));
}

/** A response to one of these as sip.js takes it: its own branch, and no port in the top Via. */
export function responseForSipJs(response: SipResponse): SipResponse {
  return withTopVia(response, ({ transport, host, params }) => ({
    transport,
    host,
    params: new Map(params).set("branch", cookie + (params.get("branch") ?? "").split(".").at(-1)),
  }));
}

/** The user agent that a response belongs to, by its top Via. */
export function agentOf(response: SipResponse): number | undefined {
  const branch = topBranch(response);
  if (branch === undefined || !branch.startsWith(callBranch)) return undefined;
  const agent = Number(branch.split(".").at(-2));
  return Number.isInteger(agent) ? agent : undefined;
}

/** Identifies the transaction together with the method (RFC 3261 §17.1.3, §17.2.3). */
export function topBranch(message: SipMessage): string | undefined {
  return topVia(message)?.params.get("branch");
}

/** The message with the first header of that name changed. */
export function withHeader<Message extends SipMessage>(
  message: Message,
  name: string,
  change: (value: string) => string,
): Message {
  const at = message.headers.findIndex((each) => each.name.toLowerCase() === name.toLowerCase());
  const found = message.headers[at];
  if (found === undefined) return message;
  const headers: SipHeader[] = [...message.headers];
  headers[at] = { name: found.name, value: change(found.value) };
  return { ...message, headers };
}

function wireBranch(branch: string, { token, agent }: BranchOwner): string {
  return `${callBranch}${token}.${agent}.${branch.slice(cookie.length)}`;
}

function topVia(message: SipMessage): Via | undefined {
  const value = message.headers.find(({ name }) => name.toLowerCase() === "via")?.value;
  return value === undefined ? undefined : parseVia(value.split(",", 1)[0] ?? "");
}

function withTopVia<Message extends SipMessage>(message: Message, change: (via: Via) => Via): Message {
  return withHeader(message, "Via", (value) => {
    const via = parseVia(value);
    return via === undefined ? value : formatVia(change(via));
  });
}
