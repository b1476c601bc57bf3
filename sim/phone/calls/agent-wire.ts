import type { Clock } from "../../model/clock.js";
import { header, type SipMessage, type SipRequest, type SipResponse } from "../../sip/message/message.js";
import { parseMessage } from "../../sip/message/parse.js";
import { responseTo, serializeMessage } from "../../sip/message/serialize.js";
import type { SipTimers } from "../../sip/timers.js";
import type { SocketAddress } from "../../sip/transport/transport.js";
import { withSource } from "../wire/via-source.js";
import type { CallTransport } from "./call-transport.js";
import { cseqMethod, normalisedRequest, normalisedResponse } from "./normalise.js";
import { Retransmissions } from "./retransmissions.js";
import { type BranchOwner, requestForWire, responseForSipJs, topBranch } from "./wire-form.js";

/** Transactions whose way back is remembered; a handset has a few at a time. */
const rememberedTransactions = 200;

/** What the wire side of one user agent is made of. */
export interface AgentWireOptions {
  readonly flow: CallTransport;
  readonly owner: BranchOwner;
  readonly timers: SipTimers;
  readonly clock: Clock;
  /** Where requests go that begin here. */
  readonly server: SocketAddress;
}

/**
 * All that a transport of sip.js must do and the library leaves out: destinations, Via, retransmission over UDP,
 * and messages in the form that it takes.
 */
export class AgentWire {
  readonly #options: AgentWireOptions;
  readonly #retransmissions: Retransmissions;
  /** Call-ID → where the other side of the call is. Never what a Contact says: a phone talks to its PBX alone. */
  readonly #peers = new Map<string, SocketAddress>();
  /** Branch → where its request came from (RFC 3261 §18.2.2). */
  readonly #returnPaths = new Map<string, SocketAddress>();
  /** Our INVITEs without a final response, by branch. */
  readonly #openInvites = new Map<string, SipRequest>();
  /** Calls that were given up before their INVITE was answered. */
  readonly #givenUp = new Set<string>();
  /**
   * Our INVITEs that were refused or challenged, by branch, with the ACK that went out. sip.js would give a repeated
   * challenge to the INVITE that answered it, and end the call.
   */
  readonly #refusedInvites = new Map<string, { ack: string; to: SocketAddress } | undefined>();
  /** Branch → Call-ID of the INVITEs that came in. */
  readonly #inviteBranches = new Map<string, string>();

  constructor(options: AgentWireOptions) {
    this.#options = options;
    this.#retransmissions = new Retransmissions(options.timers, options.clock, (text, to) => {
      options.flow.send(text, to, true);
    });
  }

  /** Whether a call of that Call-ID was ever sent or received here, and not forgotten. */
  knows(callId: string): boolean {
    return this.#peers.has(callId);
  }

  /** Branches of the INVITEs that came in. */
  get inviteBranches(): Iterable<string> {
    return this.#inviteBranches.keys();
  }

  /** Nothing of that call can come any more. */
  forget(callId: string): void {
    this.#peers.delete(callId);
    this.#givenUp.delete(callId);
    for (const [branch, of] of this.#inviteBranches) if (of === callId) this.#inviteBranches.delete(branch);
    for (const [branch, invite] of this.#openInvites) {
      if (callIdOf(invite) === callId) this.#openInvites.delete(branch);
    }
  }

  /** After a challenge sip.js would send the INVITE again and forget that it is to be cancelled. */
  giveUp(callId: string): void {
    this.#givenUp.add(callId);
  }

  /** What sip.js sends, as it goes out. */
  send(text: string): void {
    const { flow, owner, server } = this.#options;
    const parsed = parseMessage(text);
    if (!parsed.ok || flow.local === undefined) return;
    const { message } = parsed;
    if (message.kind === "response") {
      this.#sendResponse(message);
      return;
    }
    const callId = callIdOf(message);
    const to = this.#peers.get(callId) ?? server;
    this.#peers.set(callId, to);
    this.#sendRequest(requestForWire(message, owner, flow.local), to);
  }

  /** @returns the text for sip.js, or undefined where it shall not hear of the message */
  receive(message: SipMessage, from: SocketAddress): string | undefined {
    return message.kind === "request" ? this.#receiveRequest(message, from) : this.#receiveResponse(message);
  }

  /** Answers for all INVITEs that wait, as from a server that is gone (RFC 3261 §8.1.3.1). */
  failures(): SipResponse[] {
    return [...this.#openInvites.values()].map((invite) =>
      responseTo(invite, 503, undefined, { toTag: "lost" }),
    );
  }

  /** Nothing is sent any more. */
  close(): void {
    this.#retransmissions.clear();
    this.#openInvites.clear();
  }

  #sendRequest(request: SipRequest, to: SocketAddress): void {
    const text = serializeMessage(request);
    this.#options.flow.send(text, to, false);
    const branch = topBranch(request) ?? "";
    if (request.method === "INVITE") this.#openInvites.set(branch, request);
    if (request.method === "ACK" && this.#refusedInvites.has(branch)) {
      this.#refusedInvites.set(branch, { ack: text, to });
    }
    if (request.method === "ACK" || this.#options.flow.protocol !== "udp") return;
    const kind = request.method === "INVITE" ? "invite" : "request";
    this.#retransmissions.start(clientKey(branch, request.method), kind, text, to);
  }

  #sendResponse(response: SipResponse): void {
    const branch = topBranch(response) ?? "";
    const to = this.#returnPaths.get(branch) ?? this.#options.server;
    const text = serializeMessage(response);
    this.#options.flow.send(text, to, false);
    const isRefusal = response.status >= 300 && cseqMethod(response) === "INVITE";
    if (!isRefusal || this.#options.flow.protocol !== "udp") return;
    this.#retransmissions.start(serverKey(branch), "final-to-invite", text, to);
  }

  #receiveRequest(request: SipRequest, from: SocketAddress): string {
    const branch = topBranch(request) ?? "";
    if (request.method === "ACK") this.#retransmissions.stop(serverKey(branch));
    else remember(this.#returnPaths, branch, from);
    const callId = callIdOf(request);
    if (request.method === "INVITE") this.#inviteBranches.set(branch, callId);
    if (!this.#peers.has(callId)) this.#peers.set(callId, from);
    return serializeMessage(normalisedRequest(withSource(request, from)));
  }

  #receiveResponse(response: SipResponse): string | undefined {
    const branch = topBranch(response) ?? "";
    const method = cseqMethod(response);
    if (method === "INVITE" && response.status >= 300 && this.#isRepeatedRefusal(branch)) return undefined;
    const key = clientKey(branch, method);
    if (response.status < 200) this.#retransmissions.provisional(key);
    else {
      this.#retransmissions.stop(key);
      if (method === "INVITE") this.#openInvites.delete(branch);
    }
    return serializeMessage(responseForSipJs(normalisedResponse(this.#withoutSecondTry(response, method))));
  }

  /** Answers a repeated refusal with the ACK of the first (RFC 3261 §17.1.1.2). */
  #isRepeatedRefusal(branch: string): boolean {
    if (!this.#refusedInvites.has(branch)) {
      remember(this.#refusedInvites, branch, undefined);
      return false;
    }
    const sent = this.#refusedInvites.get(branch);
    if (sent) this.#options.flow.send(sent.ack, sent.to, true);
    return true;
  }

  #withoutSecondTry(response: SipResponse, method: string): SipResponse {
    const isChallenge = response.status === 401 || response.status === 407;
    return isChallenge && method === "INVITE" && this.#givenUp.has(callIdOf(response))
      ? { ...response, status: 487, reason: "Request Terminated" }
      : response;
  }
}

/** Sets a key as the newest, and lets the oldest go where there are too many. */
function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > rememberedTransactions && oldest !== undefined) map.delete(oldest);
}

/** The Call-ID of a message; empty where it has none. */
export function callIdOf(message: SipMessage): string {
  return header(message, "Call-ID") ?? "";
}

function clientKey(branch: string, method: string): string {
  return `${method} ${branch}`;
}

function serverKey(branch: string): string {
  return `answer ${branch}`;
}
