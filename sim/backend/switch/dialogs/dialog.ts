import { parseCSeq } from "../../../sip/message/cseq.js";
import {
  header,
  headersOf,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from "../../../sip/message/message.js";
import { contactsOf, splitList, tagOf } from "../../../sip/message/name-addr.js";
import type { WheelTimer } from "../../../sip/timer-wheel.js";
import type { App } from "../admin/app.js";
import type { DialogHeaders } from "../messages/dialog-request-written.js";
import type { Flow } from "../network/flow.js";

/** A dialog, RFC 3261 §12; which side we are only shows in which tag was first. */
export interface Dialog extends DialogHeaders {
  /** The DLG of the control protocol. */
  readonly id: string;
  readonly kind: "call" | "subscription";
  readonly localTag: string;
  /** "" for the few old phones that send no tag. */
  readonly remoteTag: string;
  /** Its owner; undefined when the application is lost. */
  app: App | undefined;
  /** A BYE of ours is on its way: the call is over for this side (RFC 3261 §15.1.1). */
  leaving: boolean;
  /** False until a 2xx: an early dialog. */
  confirmed: boolean;
  target: string;
  routes: readonly string[];
  /** How the far end was last heard: for TCP and TLS its connection, for UDP its source. */
  flow: Flow;
  localSequence: number;
  /** -1 before the first request of the far end. */
  remoteSequence: number;
  /** The last INVITE that we sent in it. */
  ownInvite: OwnInvite | undefined;
  /** The last INVITE that came from the far end. */
  farInvite: FarInvite | undefined;
  /** When a subscription runs out. */
  expiry?: WheelTimer;
}

export interface OwnInvite {
  readonly sequence: number;
  /** The TXN of the INVITE. */
  readonly transactionId: string;
  state: "open" | "answered" | "failed";
  /** Our ACK, for repeats of the 2xx. */
  ack?: { readonly text: string; readonly flow: Flow };
}

interface FarInvite {
  readonly sequence: number;
  /** The TXN of the INVITE: its ACK goes up with it. */
  readonly transactionId: string;
  state: "open" | "answered" | "acknowledged" | "failed";
  /** Ends the repetition of our 2xx. */
  acknowledge: () => void;
}

/** The DLG of the control protocol: drachtio-srf computes it in the same way. */
export function dialogIdOf(message: SipMessage): string {
  return `${header(message, "Call-ID") ?? ""};from-tag=${tagOf(header(message, "From") ?? "") ?? ""}`;
}

export function sequenceOf(message: SipMessage): number {
  return parseCSeq(header(message, "CSeq") ?? "")?.number ?? 0;
}

/** The URI of the first Contact. */
export function contactUri(message: SipMessage): string | undefined {
  const contacts = contactsOf(message);
  return contacts === "*" ? undefined : contacts[0]?.uri;
}

/**
 * The dialog that our response to an INVITE or SUBSCRIBE creates, RFC 3261 §12.1.1.
 *
 * @param response as sent, To tag included.
 */
export function dialogOfServer(request: SipRequest, response: SipResponse, flow: Flow): Dialog {
  return newDialog(request, flow, {
    local: header(response, "To") ?? "",
    remote: header(request, "From") ?? "",
    confirmed: false,
    target: contactUri(request) ?? request.uri,
    routes: routesOf(request),
    localSequence: 0,
    remoteSequence: sequenceOf(request),
  });
}

/** The dialog that the first 2xx to our INVITE or SUBSCRIBE creates, RFC 3261 §12.1.2. */
export function dialogOfClient(request: SipRequest, response: SipResponse, flow: Flow): Dialog {
  return newDialog(request, flow, {
    local: header(request, "From") ?? "",
    remote: header(response, "To") ?? "",
    confirmed: true,
    target: contactUri(response) ?? request.uri,
    routes: routesOf(response).reverse(),
    localSequence: sequenceOf(request),
    remoteSequence: -1,
  });
}

/** What differs with the side that we are on. */
type Side = Pick<
  Dialog,
  "local" | "remote" | "confirmed" | "target" | "routes" | "localSequence" | "remoteSequence"
>;

function newDialog(request: SipRequest, flow: Flow, side: Side): Dialog {
  return {
    ...side,
    id: dialogIdOf(request),
    kind: request.method === "SUBSCRIBE" ? "subscription" : "call",
    callId: header(request, "Call-ID") ?? "",
    localTag: tagOf(side.local) ?? "",
    remoteTag: tagOf(side.remote) ?? "",
    app: undefined,
    leaving: false,
    flow,
    ownInvite: undefined,
    farInvite: undefined,
  };
}

function routesOf(message: SipMessage): string[] {
  return headersOf(message, "Record-Route").flatMap((value) => splitList(value));
}
