import { header, headersOf, type SipHeader, type SipRequest } from "../../sip/message/message.js";
import { splitList, tagOf } from "../../sip/message/name-addr.js";
import { dialledNumber } from "../../sip/message/parties.js";
import { contactTarget } from "./dialog.js";

/** A final answer that needs no user agent. */
export interface Refusal {
  readonly status: number;
  readonly headers?: readonly SipHeader[];
  /** In words, where the status alone does not say it. */
  readonly reason?: string;
}

/** What the calls know about a request before a user agent sees it. */
export interface CallContext {
  /** A user agent has this Call-ID. */
  readonly known: boolean;
  /** Who can be called here; undefined while the phone has no account. */
  readonly extension: string | undefined;
}

/**
 * What is answered before sip.js sees it: because there is no user agent, or because sip.js would throw, follow
 * or ignore it. An ACK is never answered.
 *
 * @returns undefined where sip.js shall have it
 */
export function refusalOf(request: SipRequest, { known, extension }: CallContext): Refusal | undefined {
  const { method } = request;
  if (method === "ACK") return undefined;
  if (method === "CANCEL") return known ? undefined : { status: 481 };
  // RFC 3261 §8.2.2.1; a tel: URI makes sip.js throw.
  if (!request.uri.toLowerCase().startsWith("sip:")) return { status: 416 };
  const required = headersOf(request, "Require");
  // RFC 3261 §8.2.2.3: no extension is supported, sip.js would go on as if it were.
  if (required.length > 0) {
    const unsupported = required.join(", ");
    return {
      status: 420,
      headers: [{ name: "Unsupported", value: unsupported }],
      reason: `it requires ${unsupported}`,
    };
  }
  const inDialog = tagOf(header(request, "To") ?? "") !== undefined;
  if (inDialog && !known) return { status: 481 };
  if (method !== "INVITE") return otherRefusal(request, known);
  return inviteRefusal(request) ?? (inDialog ? undefined : addresseeRefusal(request, extension));
}

function inviteRefusal(request: SipRequest): Refusal | undefined {
  // Without one there is no way back (RFC 3261 §8.1.1.8).
  if (contactTarget(request) === undefined)
    return { status: 400, reason: "it has no Contact with a SIP URI" };
  if (!takesSdp(request)) return { status: 406, headers: [{ name: "Accept", value: "application/sdp" }] };
  return undefined;
}

/** RFC 3261 §8.2.2.1. The host says little: many a PBX writes its own. */
function addresseeRefusal(invite: SipRequest, extension: string | undefined): Refusal | undefined {
  if (extension === undefined) return { status: 404, reason: "nobody is logged in" };
  return dialledNumber(invite) === extension
    ? undefined
    : { status: 404, reason: `${invite.uri} is not ${extension}` };
}

/** RFC 3261 §20.1: without Accept it does, with an empty one it takes nothing (RFC 4475 §3.3.15). */
function takesSdp(request: SipRequest): boolean {
  const values = headersOf(request, "Accept");
  if (values.length === 0) return true;
  return values.flatMap(splitList).some((range) => {
    const [type = "", ...parameters] = range.toLowerCase().split(/[ \t]*;[ \t]*/);
    const isRefused = parameters.some((each) => /^q[ \t]*=[ \t]*0(?:\.0*)?$/.test(each));
    return !isRefused && /^(?:application\/(?:sdp|\*)|\*\/\*)$/.test(type.trim());
  });
}

function otherRefusal({ method, headers }: SipRequest, known: boolean): Refusal | undefined {
  const inDialog = headers.some(
    ({ name, value }) => name.toLowerCase() === "to" && tagOf(value) !== undefined,
  );
  if (inDialog && known) return undefined;
  switch (method) {
    case "BYE":
    case "INFO":
      return { status: 481 };
    // Following it would place a call that no dial guard has seen.
    case "REFER":
      return { status: 603 };
    default:
      return {
        status: 405,
        headers: [{ name: "Allow", value: "INVITE, ACK, BYE, CANCEL, INFO, OPTIONS, NOTIFY" }],
      };
  }
}
