import {
  header,
  headersOf,
  type SipHeader,
  type SipRequest,
  type SipResponse,
} from "../../sip/message/message.js";
import { tagOf, withTag } from "../../sip/message/name-addr.js";
import { oddHeaders } from "../../sip/message/odd-headers.js";
import { bodyWithLocation } from "../../sip/message/sent-location.js";
import { serializeMessage } from "../../sip/message/serialize.js";
import type { SocketAddress } from "../../sip/transport/transport.js";
import { type ChallengeStatus, challengeHeaders } from "../digest/digest-sessions.js";
import { contactValue, hostPort, namedAddress, sipUri } from "../own-address.js";
import { topBranch, wireBranch } from "./branches.js";
import { viaProtocol } from "./bridge-transport.js";
import { addressOf } from "./dialog.js";
import { cseqMethod, plainFailure, plainResponse } from "./plain-form.js";
import { type RealParties, requestOnWire } from "./request-on-wire.js";
import type { Retransmissions } from "./retransmissions.js";
import { TransactionTable } from "./transaction-table.js";
import type { WireCall } from "./wire-call.js";
import type { AgentWireOptions } from "./wire-options.js";

interface ClientTransaction {
  readonly call: WireCall;
  /** As sip.js wrote it. */
  readonly plain: SipRequest;
  /** As it went out. */
  readonly sent: SipRequest;
  /** Which series of tries it belongs to. */
  readonly attempt: number;
  /** To of the response that refused it. */
  refusedTo?: string;
  /** The ACK for that. */
  ack?: string;
  /** Nothing can answer it any more. */
  lost?: true;
}

/** @param unanswered an INVITE or BYE of the call never got its final response */
type WhenAnswered = (unanswered: boolean) => void;

/** Requests of sip.js and the responses to them (RFC 3261 §17.1). */
export class ClientSide {
  readonly #options: AgentWireOptions;
  readonly #retransmissions: Retransmissions;
  readonly #transactions: TransactionTable<ClientTransaction>;
  /** By Call-ID. */
  readonly #waiting = new Map<string, WhenAnswered>();

  constructor(options: AgentWireOptions, retransmissions: Retransmissions) {
    this.#options = options;
    this.#retransmissions = retransmissions;
    this.#transactions = new TransactionTable(options.clock, options.timers);
  }

  forget(callId: string): void {
    this.#transactions.forget(({ call }) => call.callId === callId);
    this.#waiting.delete(callId);
  }

  clear(): void {
    this.#transactions.clear();
    this.#waiting.clear();
  }

  /** Gives up every request that waits for an answer. @returns for sip.js the end of each */
  failures(reason: string): SipResponse[] {
    return this.#transactions.open().map(([key, transaction]) => {
      this.#unanswered(key, transaction);
      return plainFailure(transaction.plain, reason);
    });
  }

  /** Calls back once no INVITE and no BYE of that call waits for its final response; at once where none does. */
  whenAnswered(callId: string, done: WhenAnswered): void {
    this.#waiting.set(callId, done);
    this.lookForAnswered();
  }

  /** sip.js has dealt with a message: it may have tried again after a challenge, or be done. */
  lookForAnswered(): void {
    if (this.#waiting.size === 0) return;
    const open = this.#transactions.open().map(([, transaction]) => transaction);
    for (const [callId, done] of this.#waiting) {
      const decides = ({ call, sent }: ClientTransaction): boolean =>
        call.callId === callId && (sent.method === "INVITE" || sent.method === "BYE");
      if (open.some(decides)) continue;
      this.#waiting.delete(callId);
      done(this.#transactions.some((transaction) => decides(transaction) && transaction.lost === true));
    }
  }

  /** Sends a request of sip.js. @throws where sip.js has a dialog that was never begun */
  request(plain: SipRequest, call: WireCall, local: SocketAddress): void {
    const branch = wireBranch(topBranch(plain), this.#options.owner);
    const invite = this.#transactions.get(`INVITE ${branch}`);
    const { method } = plain;
    const isSecondTry = header(plain, "Authorization") ?? header(plain, "Proxy-Authorization");
    if (isSecondTry === undefined && method !== "ACK" && method !== "CANCEL") call.attempts++;
    const bare = withLocation(requestOnWire(plain, this.#parties(plain, call, branch, local)), call.location);
    const credentials = isSecondTry === undefined ? [] : call.sessions.credentials(bare);
    if (method === "INVITE") call.inviteCredentials = credentials;
    if (method === "INVITE") call.addLocalTag(tagOf(header(plain, "From") ?? "") ?? "");
    const acknowledges = method === "ACK" && invite === undefined;
    const added: readonly SipHeader[] = acknowledges ? call.inviteCredentials : credentials;
    const sent = { ...bare, headers: [...bare.headers, ...added] };
    const text = serializeMessage(sent);
    // What sip.js acknowledges then is a response that never came.
    if (method === "ACK" && invite?.lost) return;
    this.#options.transport.send(text, call.peer, false);
    if (method === "ACK") {
      if (invite !== undefined) invite.ack = text;
      return;
    }
    const key = `${method} ${branch}`;
    const transaction: ClientTransaction = { call, plain, sent, attempt: call.attempts };
    this.#transactions.add(key, transaction);
    this.#retransmissions.start(key, method === "INVITE" ? "invite" : "request", text, call.peer, {
      reliable: this.#options.transport.protocol !== "udp",
      onTimeout: () => {
        this.#unanswered(key, transaction);
        this.lookForAnswered();
      },
    });
  }

  /** @returns the response as sip.js shall see it; undefined where it shall not hear of it */
  answered(response: SipResponse): SipResponse | undefined {
    const { status } = response;
    const method = cseqMethod(response);
    const key = `${method} ${topBranch(response)}`;
    const transaction = this.#transactions.get(key);
    if (transaction === undefined) {
      this.#options.note(`a ${status} to a ${method} that was not sent`);
      return undefined;
    }
    const { call, plain, sent } = transaction;
    for (const { name, value } of oddHeaders(response)) {
      this.#options.note(
        `the ${status} to ${method} has an odd ${name}, passed over: ${JSON.stringify(value)}`,
      );
    }
    if (status < 200) this.#retransmissions.provisional(key);
    else {
      this.#retransmissions.stop(key);
      this.#transactions.close(key);
    }
    if (method === "INVITE" && status >= 300) {
      if (transaction.refusedTo !== undefined) {
        this.#acknowledgeAgain(transaction);
        return undefined;
      }
      transaction.refusedTo = header(response, "To") ?? "";
    }
    if (method === "INVITE" && status > 100 && status < 300) call.calleeAnswered(sent, response);
    if (status === 401 || status === 407) return this.#challenged(response, status, transaction);
    return plainResponse(response, plain, undefined);
  }

  #unanswered(key: string, transaction: ClientTransaction): void {
    transaction.lost = true;
    this.#retransmissions.stop(key);
    this.#transactions.close(key);
  }

  /**
   * sip.js would give a repeated refusal to the INVITE that came after a challenge, and end the call. It gets the ACK
   * of the first (RFC 3261 §17.1.1.2).
   */
  #acknowledgeAgain({ ack, call }: ClientTransaction): void {
    if (ack !== undefined) this.#options.transport.send(ack, call.peer, true);
  }

  /**
   * What is answered is decided here; sip.js is shown a challenge of its own kind where it shall try again. One
   * after another it would take for a refusal of the first credentials, unless they were stale.
   */
  #challenged(
    response: SipResponse,
    status: ChallengeStatus,
    { call, plain, attempt }: ClientTransaction,
  ): SipResponse {
    if (call.givenUp && plain.method === "INVITE") {
      return plainResponse({ ...response, status: 487, reason: "Request Terminated" }, plain, undefined);
    }
    const name = challengeHeaders[status];
    const outcome = call.sessions.challenged(status, headersOf(response, name), attempt);
    if (outcome !== "answer") {
      this.#options.note(`the challenge of a ${status} to ${plain.method} is not answered: ${outcome}`);
      return plainResponse(response, plain, undefined);
    }
    const isAnother =
      header(plain, "Authorization") !== undefined || header(plain, "Proxy-Authorization") !== undefined;
    const value = `Digest realm="peer", nonce="0", algorithm=MD5${isAnother ? ", stale=true" : ""}`;
    return plainResponse(response, plain, { name, value });
  }

  #parties(plain: SipRequest, call: WireCall, branch: string, local: SocketAddress): RealParties {
    const { identity, transport } = this.#options;
    const { callId } = call;
    const via = `SIP/2.0/${viaProtocol[transport.protocol ?? identity.protocol]} ${hostPort(local)};branch=${branch};rport`;
    const contact = contactValue(identity, local);
    const fromTag = tagOf(header(plain, "From") ?? "") ?? "";
    const toTag = tagOf(header(plain, "To") ?? "");
    const invite = this.#transactions.get(`INVITE ${branch}`);
    if (invite !== undefined) {
      // CANCEL, or ACK for a refusal (RFC 3261 §9.1, §17.1.1.3).
      const { sent, refusedTo } = invite;
      const to = plain.method === "ACK" ? refusedTo : undefined;
      return {
        uri: sent.uri,
        routes: headersOf(sent, "Route"),
        via,
        from: header(sent, "From") ?? "",
        to: to ?? header(sent, "To") ?? "",
        callId,
        contact,
      };
    }
    if (toTag === undefined) {
      const uri = call.target;
      if (uri === undefined) throw new Error(`sip.js wrote a ${plain.method} without a target`);
      const own = sipUri(identity.extension, hostPort(identity.server));
      const from = withTag(namedAddress(identity.displayName, own), fromTag);
      return { uri, routes: [], via, from, to: `<${uri}>`, callId, contact };
    }
    const dialog = call.dialog(fromTag, toTag);
    if (dialog === undefined) throw new Error(`sip.js wrote a ${plain.method} in no dialog`);
    return { ...addressOf(dialog), via, from: dialog.local, to: dialog.remote, callId, contact };
  }
}

/** The INVITE that begins a call says where its caller is; a later one does not say it again. */
function withLocation(request: SipRequest, location: string | undefined): SipRequest {
  const isFirst = request.method === "INVITE" && tagOf(header(request, "To") ?? "") === undefined;
  if (location === undefined || !isFirst) return request;
  const { body, headers } = bodyWithLocation(request.body, location);
  const others = request.headers.filter(({ name }) => name.toLowerCase() !== "content-type");
  const added = Object.entries(headers).map(([name, value]) => ({ name, value }));
  return { ...request, headers: [...others, ...added], body };
}
