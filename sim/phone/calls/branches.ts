import { parseCSeq } from "../../sip/message/cseq.js";
import { header, type SipMessage, type SipRequest, type SipResponse } from "../../sip/message/message.js";
import { splitList, tagOf } from "../../sip/message/name-addr.js";
import { parseVia, type Via } from "../../sip/message/via.js";
import { callBranch } from "../wire/message-class.js";
import { plainId } from "./plain-form.js";

/** The cookie of RFC 3261 §8.1.1.7, which sip.js follows with a bare number. */
const cookie = "z9hG4bK";

/** Which user agent of which handset a branch belongs to. */
export interface BranchOwner {
  /** Of the handset, see `HandsetTransport.token`. */
  readonly token: string;
  /** Counts the user agents of the handset. */
  readonly agent: number;
}

/** `z9hG4bKdj.<token>.<agent>.<number>`: a branch of sip.js is only unique within one user agent. */
export function wireBranch(plainBranch: string, { token, agent }: BranchOwner): string {
  return `${callBranch}${token}.${agent}.${plainBranch.slice(cookie.length)}`;
}

/** The user agent that a response belongs to, by its top Via. */
export function agentOf(response: SipResponse): number | undefined {
  const branch = topBranch(response);
  if (!branch.startsWith(callBranch)) return undefined;
  const agent = Number(branch.split(".").at(-2));
  return Number.isInteger(agent) ? agent : undefined;
}

/** The branch of the top Via; "" where it has none. */
export function topBranch(message: SipMessage): string {
  return topVia(message)?.params.get("branch") ?? "";
}

/**
 * Identifies the transaction of a request that came in, its ACK and CANCEL included (RFC 3261 §17.2.3): by branch and
 * sent-by, or, without the cookie, by what RFC 2543 compared.
 */
export function transactionKey(request: SipRequest): string {
  const via = topVia(request);
  const branch = via?.params.get("branch") ?? "";
  const sentBy = `${via?.host.toLowerCase()}:${via?.port}`;
  if (branch.toLowerCase().startsWith(cookie.toLowerCase())) return `${branch} ${sentBy}`;
  const number = parseCSeq(header(request, "CSeq") ?? "")?.number;
  const fromTag = tagOf(header(request, "From") ?? "");
  return [request.uri, fromTag, header(request, "Call-ID"), number, branch, sentBy].join(" ");
}

/** The branch that stands for a transaction key before sip.js. */
export function plainBranch(key: string): string {
  return cookie + plainId(key);
}

function topVia(message: SipMessage): Via | undefined {
  return parseVia(splitList(header(message, "Via") ?? "")[0] ?? "");
}
