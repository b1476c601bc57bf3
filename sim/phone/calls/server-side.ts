import {
  header,
  headersOf,
  type SipHeader,
  type SipRequest,
  type SipResponse,
} from "../../sip/message/message.js";
import { tagOf } from "../../sip/message/name-addr.js";
import { responseTo, serializeMessage } from "../../sip/message/serialize.js";
import type { SocketAddress } from "../../sip/transport/transport.js";
import { contactValue } from "../own-address.js";
import { withSource } from "../wire/via-source.js";
import { plainBranch, topBranch, transactionKey } from "./branches.js";
import { cseqMethod, plainId, plainRequest, remoteTagOf } from "./plain-form.js";
import type { Retransmissions } from "./retransmissions.js";
import { TransactionTable } from "./transaction-table.js";
import type { WireCall } from "./wire-call.js";
import type { AgentWireOptions } from "./wire-options.js";

interface ServerTransaction {
  readonly call: WireCall;
  readonly key: string;
  /** With its source in the top Via. */
  readonly request: SipRequest;
  readonly from: SocketAddress;
  /** Our final status. */
  status?: number;
}

/** Copied from the request itself, or written by us. */
const left = new Set(["via", "from", "to", "call-id", "cseq", "contact", "record-route", "content-length"]);

/** Requests that come in and the responses that sip.js gives to them (RFC 3261 §17.2). */
export class ServerSide {
  readonly #options: AgentWireOptions;
  readonly #retransmissions: Retransmissions;
  readonly #transactions: TransactionTable<ServerTransaction>;
  /** Transaction key → Call-ID of the INVITEs that came in. */
  readonly #invites = new Map<string, string>();

  constructor(options: AgentWireOptions, retransmissions: Retransmissions) {
    this.#options = options;
    this.#retransmissions = retransmissions;
    this.#transactions = new TransactionTable(options.clock, options.timers);
  }

  get inviteKeys(): Iterable<string> {
    return this.#invites.keys();
  }

  requestBehind(branch: string, method: string): SipRequest | undefined {
    return this.#transactions.get(`${method} ${branch}`)?.request;
  }

  forget(callId: string): void {
    this.#transactions.forget(({ call }) => call.callId === callId);
    for (const [key, of] of this.#invites) if (of === callId) this.#invites.delete(key);
  }

  /** @returns the request as sip.js shall see it */
  arrived(request: SipRequest, from: SocketAddress, call: WireCall): SipRequest {
    const key = transactionKey(request);
    const branch = plainBranch(key);
    if (request.method === "ACK") this.#retransmissions.stop(answerKey(branch));
    else this.#remember(branch, { call, key, request: withSource(request, from), from });
    if (request.method === "INVITE") this.#invites.set(key, call.callId);
    return plainRequest(request, {
      branch: this.#acknowledgesSuccess(request, branch) ? plainBranch(`${key} ACK`) : branch,
      callId: call.plainCallId,
      fromTag: plainId(remoteTagOf(header(request, "From") ?? "")),
      toTag: call.plainLocalTag(tagOf(header(request, "To") ?? "")),
    });
  }

  /** Sends a response of sip.js. @throws where it answers nothing that came */
  respond(plain: SipResponse): void {
    const branch = topBranch(plain);
    const method = cseqMethod(plain);
    const transaction = this.#transactions.get(`${method} ${branch}`);
    if (transaction === undefined) throw new Error(`sip.js answered a ${method} that did not come`);
    const { request, from, call } = transaction;
    const tag = tagOf(header(plain, "To") ?? "") ?? this.#options.owner.token;
    const opensDialog = method === "INVITE" && plain.status > 100 && plain.status < 300;
    const response = responseTo(request, plain.status, plain.reason, {
      ...(plain.status === 100 ? {} : { toTag: tag }),
      headers: [
        ...(opensDialog ? headersOf(request, "Record-Route").map(recordRoute) : []),
        ...(header(plain, "Contact") === undefined ? [] : [this.#contact()]),
        ...plain.headers.filter(({ name }) => !left.has(name.toLowerCase())),
      ],
      body: plain.body,
    });
    if (plain.status > 100) call.addLocalTag(tag);
    if (opensDialog) call.callerAnswered(request, response);
    const text = serializeMessage(response);
    this.#options.transport.send(text, from, false);
    if (plain.status < 200) return;
    transaction.status = plain.status;
    this.#transactions.close(`${method} ${branch}`);
    if (method !== "INVITE" || plain.status < 300 || this.#options.transport.protocol !== "udp") return;
    this.#retransmissions.start(answerKey(branch), "final-to-invite", text, from, { reliable: false });
  }

  #remember(branch: string, transaction: ServerTransaction): void {
    const key = `${transaction.request.method} ${branch}`;
    if (this.#transactions.get(key) === undefined) this.#transactions.add(key, transaction);
  }

  /** An ACK for a 2xx that has the branch of its INVITE: sip.js would drop it (RFC 6026 §7.1 hands it on). */
  #acknowledgesSuccess({ method }: SipRequest, branch: string): boolean {
    const status = method === "ACK" ? this.#transactions.get(`INVITE ${branch}`)?.status : undefined;
    return status !== undefined && status < 300;
  }

  #contact(): SipHeader {
    const { identity, transport } = this.#options;
    return { name: "Contact", value: contactValue(identity, transport.local ?? identity.server) };
  }
}

function recordRoute(value: string): SipHeader {
  return { name: "Record-Route", value };
}

function answerKey(branch: string): string {
  return `answer ${branch}`;
}
