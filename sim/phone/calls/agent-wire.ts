import type { SipMessage, SipRequest } from "../../sip/message/message.js";
import { parseMessage } from "../../sip/message/parse.js";
import { serializeMessage } from "../../sip/message/serialize.js";
import { withSessionAlone } from "../../sip/sdp/session-of.js";
import type { SocketAddress } from "../../sip/transport/transport.js";
import { DigestSessions } from "../digest/digest-sessions.js";
import { callIdOf } from "./call-id.js";
import { ClientSide } from "./client-side.js";
import { plainId } from "./plain-form.js";
import { Retransmissions } from "./retransmissions.js";
import { ServerSide } from "./server-side.js";
import { WireCall } from "./wire-call.js";
import type { AgentWireOptions } from "./wire-options.js";

/**
 * All that a transport of sip.js must do and the library leaves out: destinations, Via, retransmission over UDP. And
 * the translation between what the parties say and the plain form in which sip.js hears it, see `plain-form.ts`.
 */
export class AgentWire {
  readonly #options: AgentWireOptions;
  readonly #retransmissions: Retransmissions;
  readonly #client: ClientSide;
  readonly #server: ServerSide;
  /** By Call-ID. */
  readonly #calls = new Map<string, WireCall>();

  constructor(options: AgentWireOptions) {
    this.#options = options;
    this.#retransmissions = new Retransmissions(options.timers, options.wheel, (text, to) => {
      options.transport.send(text, to, true);
    });
    this.#client = new ClientSide(options, this.#retransmissions);
    this.#server = new ServerSide(options, this.#retransmissions);
  }

  /** Whether a call of that Call-ID was ever sent or received here, and not forgotten. */
  knows(callId: string): boolean {
    return this.#calls.has(callId);
  }

  /** Transactions of the INVITEs that came in. */
  get inviteKeys(): Iterable<string> {
    return this.#server.inviteKeys;
  }

  /** Nothing of that call can come any more. */
  forget(callId: string): void {
    this.#calls.delete(callId);
    this.#client.forget(callId);
    this.#server.forget(callId);
  }

  /** sip.js is about to begin a call. @param target the Request-URI @param location see `WireCall` */
  begin(callId: string, target: string, location?: string): void {
    const peer = this.#options.server;
    this.#calls.set(callId, this.#newCall({ callId, plainCallId: callId, peer, target, location }));
  }

  /** After a challenge sip.js would send the INVITE again and forget that it is to be cancelled. */
  giveUp(callId: string): void {
    const call = this.#calls.get(callId);
    if (call !== undefined) call.givenUp = true;
  }

  /**
   * Sends what sip.js wrote, with the real parties.
   * @throws where that cannot be: nothing that was to be sent goes missing without a word
   */
  send(text: string): void {
    const parsed = parseMessage(text);
    if (!parsed.ok) throw new Error(`what sip.js wrote is malformed: ${parsed.reason}`);
    const { local } = this.#options.transport;
    if (local === undefined) throw new Error("no transport is open");
    const { message } = parsed;
    if (message.kind === "response") {
      this.#server.respond(message);
      return;
    }
    const plainCallId = callIdOf(message);
    const call = [...this.#calls.values()].find((each) => each.plainCallId === plainCallId);
    if (call === undefined) throw new Error(`sip.js wrote a ${message.method} of no call`);
    this.#client.request(message, call, local);
  }

  /** @returns the text for sip.js, or undefined where it shall not hear of the message */
  receive(received: SipMessage, from: SocketAddress): string | undefined {
    // sip.js knows a body in parts by its type alone.
    const message = withSessionAlone(received);
    const plain =
      message.kind === "request"
        ? this.#server.arrived(message, from, this.#callOf(message, from))
        : this.#client.answered(message);
    return plain && serializeMessage(plain);
  }

  /** The request that sip.js knows by this text of its own. */
  requestBehind(plainBranch: string, method: string): SipRequest | undefined {
    return this.#server.requestBehind(plainBranch, method);
  }

  /** For sip.js: the end of every request that waits for an answer and will get none. */
  failures(reason: string): string[] {
    return this.#client.failures(reason).map(serializeMessage);
  }

  /**
   * Calls back once no INVITE and no BYE of that call waits for its final response: at once where none does.
   * @param done its argument is true where one was never answered
   */
  whenAnswered(callId: string, done: (unanswered: boolean) => void): void {
    this.#client.whenAnswered(callId, done);
  }

  /** sip.js has dealt with what it was given. */
  turnOver(): void {
    this.#client.lookForAnswered();
  }

  /** Nothing is sent any more. */
  close(): void {
    this.#retransmissions.clear();
    this.#client.clear();
  }

  #callOf(request: SipRequest, from: SocketAddress): WireCall {
    const callId = callIdOf(request);
    const known = this.#calls.get(callId);
    if (known !== undefined) return known;
    const call = this.#newCall({
      ...{ callId, plainCallId: plainId(callId), peer: from },
      ...{ target: undefined, location: undefined },
    });
    this.#calls.set(callId, call);
    return call;
  }

  #newCall(parts: Pick<WireCall, "callId" | "plainCallId" | "peer" | "target" | "location">): WireCall {
    const { identity, random } = this.#options;
    const account = { username: identity.authUser, password: identity.password };
    const sessions = new DigestSessions(account, random);
    return new WireCall({ ...parts, sessions });
  }
}
