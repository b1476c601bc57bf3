import type { SipMessage, SipResponse } from "../sip/message/message.js";
import { parseMessage } from "../sip/message/parse.js";
import { serializeMessage } from "../sip/message/serialize.js";
import { CertificateRefused } from "../sip/transport/certificate-problem.js";
import { UnreadableStream } from "../sip/transport/framing.js";
import type { Impairment } from "../sip/transport/impairment.js";
import { isPortTaken } from "../sip/transport/open-error.js";
import { openTcp } from "../sip/transport/tcp.js";
import { openTls } from "../sip/transport/tls.js";
import {
  type Arrival,
  isStream,
  type SipProtocol,
  type SocketAddress,
  type Transport,
  type TransportOptions,
} from "../sip/transport/transport.js";
import { openUdp } from "../sip/transport/udp.js";
import type { SipEvents, SipOptions, TransportPort } from "./ports.js";
import { sharesFlow } from "./sip-identity.js";
import { messageClass } from "./wire/message-class.js";
import { firstLine, sipEvent } from "./wire/sip-event.js";
import { StatelessUas } from "./wire/stateless-uas.js";
import { withSource } from "./wire/via-source.js";
import type { CallsWire, RegistrationWire } from "./wire/wire.js";

const connectionLost = "connection lost";

/**
 * The handset's one transport: it sends for registration and calls, tells arrivals apart, and records the wire.
 * A response belongs to the one whose letter stands in its branch; a request is answered here or goes to the calls.
 * Nothing that arrives makes it throw.
 */
export class HandsetTransport implements TransportPort {
  /** Six digits that stand in every branch of this handset, so that a stranger's response is not taken for ours. */
  readonly token: string;
  readonly #options: SipOptions;
  readonly #desk: StatelessUas;
  #transport: Transport | undefined;
  /** What power cuts have left standing. */
  #halted: readonly Transport[] = [];
  /** Counts openings and closings: what an old transport still has to say is not heard. */
  #generation = 0;
  #opening: Promise<void> = Promise.resolve();
  /** Chosen at the first opening, then asked for again: a new port would leave a ghost contact (EH-5). */
  #port = 0;
  /** Name that the certificate of the far end must be for, over TLS. */
  #serverName = "";
  #registration: RegistrationWire | undefined;
  #calls: CallsWire | undefined;

  constructor(options: SipOptions, events: Pick<SipEvents, "checkSync">) {
    this.#options = options;
    const random = options.random.fork("flow");
    this.token = String(random.integer(0, 999_999)).padStart(6, "0");
    this.#desk = new StatelessUas(options.clock, events, random);
  }

  /** The receivers of what arrives. Each is attached once, when the handset is put together. */
  attach(users: { readonly registration?: RegistrationWire; readonly calls?: CallsWire }): void {
    this.#registration = users.registration ?? this.#registration;
    this.#calls = users.calls ?? this.#calls;
  }

  /** The bound address: what Via and Contact show. Undefined while nothing is open. */
  get local(): SocketAddress | undefined {
    return this.#transport?.local;
  }

  get protocol(): SipProtocol | undefined {
    return this.#transport?.protocol;
  }

  open(protocol: SipProtocol, serverName: string): Promise<void> {
    return this.#inTurn(async () => {
      const open = this.#transport && { protocol: this.#transport.protocol, serverName: this.#serverName };
      if (open && sharesFlow(open, { protocol, serverName })) return;
      await this.#release(({ local }) => local.port === this.#port);
      this.#serverName = serverName;
      this.#transport = await this.#bind(protocol);
    });
  }

  close(): Promise<void> {
    return this.#inTurn(() => this.#release());
  }

  dispose(): Promise<void> {
    return this.#inTurn(() => this.#release(() => true));
  }

  cut(): Promise<void> {
    return this.#inTurn(async () => {
      const transport = this.#transport;
      if (transport?.halt === undefined) return this.#release();
      this.#transport = undefined;
      this.#generation++;
      transport.halt();
      this.#halted = [...this.#halted, transport];
    });
  }

  forgetPort(): void {
    this.#port = 0;
  }

  /** Gives up a connection that no longer answers; the next message opens a new one. UDP has nothing to give up. */
  renew(): void {
    if (this.#transport === undefined || !isStream(this.#transport.protocol)) return;
    this.#calls?.onFlowLost("no answer by this connection");
    void this.#inTurn(async () => {
      const protocol = this.#transport?.protocol;
      await this.#release();
      if (protocol === undefined) return;
      this.#transport = await this.#bind(protocol);
    }).catch((error: unknown) => this.#note(`transport: ${String(error)}`));
  }

  /**
   * Sends one message; does nothing while no transport is open. It is recorded when it has left, and only then.
   *
   * @param repeat a retransmission of what was sent before
   */
  send(data: Buffer | string, to: SocketAddress, repeat = false): void {
    const transport = this.#transport;
    if (transport === undefined) return;
    const isCutOff = this.#options.isCutOff?.() === true;
    if (this.#options.recorder.detail !== "full") {
      if (!isCutOff) transport.send(data, to);
      return;
    }
    const bytes = typeof data === "string" ? Buffer.from(data) : data;
    const { protocol } = transport;
    const sent = (): void => {
      this.#options.recorder.record(sipEvent({ direction: "sent", data: bytes, peer: to, protocol, repeat }));
    };
    if (isCutOff) {
      sent();
      this.#recordLoss("sent", bytes);
    } else transport.send(bytes, to, sent);
  }

  /** Openings and closings one after the other: a power cut may come while the socket is being bound. */
  #inTurn(action: () => Promise<void>): Promise<void> {
    const turn = this.#opening.then(action);
    this.#opening = turn.catch(() => undefined);
    return turn;
  }

  /** @param isOver which of those that power cuts have left standing go too */
  async #release(isOver: (halted: Transport) => boolean = () => false): Promise<void> {
    const over = this.#halted.filter(isOver);
    this.#halted = this.#halted.filter((each) => !over.includes(each));
    const closing = this.#transport === undefined ? over : [this.#transport, ...over];
    this.#transport = undefined;
    this.#generation++;
    await Promise.all(closing.map((transport) => transport.close()));
  }

  /** Binds the same port as before, or a new one where it has been taken meanwhile. */
  async #bind(protocol: SipProtocol): Promise<Transport> {
    const open = (port: number) => {
      const options = this.#transportOptions(port);
      switch (protocol) {
        case "udp":
          return openUdp(options);
        case "tcp":
          return openTcp({ ...options, listen: false });
        case "tls":
          return openTls({ ...options, listen: false, trust: this.#trust() });
      }
    };
    const kept = this.#port === 0 ? undefined : await open(this.#port).catch(() => undefined);
    const transport = kept ?? (await open(0));
    this.#port = transport.local.port;
    return transport;
  }

  #trust() {
    return { ...this.#options.trust, serverName: this.#serverName };
  }

  #transportOptions(port: number): TransportOptions {
    const { lose, impair } = this.#options;
    const generation = ++this.#generation;
    const lost = (reason: string) => {
      if (generation === this.#generation) this.#lost(reason);
    };
    const failed = (error: Error) => {
      const isOwn = generation === this.#generation;
      const isTelling = error instanceof CertificateRefused || error instanceof UnreadableStream;
      lost(isTelling ? error.message : connectionLost);
      if (!isOwn || !isPortTaken(error) || this.protocol === "udp") return;
      // Without a connection nothing holds a port: from one that has been taken meanwhile no connection can be opened.
      this.#port = 0;
      this.renew();
    };
    return {
      bind: { host: this.#options.bindHost, port },
      onMessage: (arrival) => {
        if (generation !== this.#generation) return;
        if (this.#options.isCutOff?.()) this.#recordLoss("received", arrival.data);
        else this.#arrived(arrival);
      },
      onError: failed,
      onClosed: () => lost(connectionLost),
      ...(lose === undefined
        ? {}
        : { lose: (direction, data) => lose(direction, data) && this.#recordLoss(direction, data) }),
      ...(impair && { impair: this.#withRecord(impair) }),
    };
  }

  #arrived(arrival: Arrival): void {
    try {
      this.#dispatch(arrival);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#note(`internal error: ${firstLine(arrival.data)}: ${why}`);
    }
  }

  #dispatch(arrival: Arrival): void {
    const kind = messageClass(arrival.data, this.token);
    this.#recordArrival(arrival);
    switch (kind) {
      case "registration-response":
        this.#registration?.onResponse(arrival.data);
        return;
      case "call-response":
      case "request":
        this.#parsed(arrival);
        return;
      case "stray-response":
        this.#note(`response to nothing that was sent: ${firstLine(arrival.data)}`);
    }
  }

  #parsed(arrival: Arrival): void {
    const parsed = parseMessage(arrival.data, { stream: isStream(arrival.protocol) });
    if (parsed.ok) {
      this.#message(parsed.message, arrival);
      return;
    }
    this.#note(`malformed: ${parsed.reason}`);
    if (parsed.status === undefined || parsed.partial === undefined) return;
    this.#reply(this.#desk.refuse(withSource(parsed.partial, arrival.from), parsed.status), arrival);
  }

  #message(message: SipMessage, arrival: Arrival): void {
    const answer =
      message.kind === "request" ? this.#desk.answer(withSource(message, arrival.from)) : undefined;
    if (answer === undefined) {
      this.#calls?.onMessage(message, arrival);
      return;
    }
    this.#reply(answer.response, arrival);
    answer.after?.();
  }

  /** Back to where the request came from (RFC 3581 §4: a phone behind NAT hears no other address). */
  #reply(response: SipResponse, arrival: Arrival): void {
    this.send(serializeMessage(response), arrival.from);
  }

  #lost(reason: string): void {
    const tell = (): void => {
      this.#registration?.onFlowLost(reason);
      this.#calls?.onFlowLost(reason);
    };
    const { firmware } = this.#options;
    if (firmware === undefined) tell();
    else firmware.flowLost(tell);
  }

  #recordArrival({ data, from: peer, protocol }: Arrival): void {
    if (this.#options.recorder.detail !== "full") return;
    this.#options.recorder.record(sipEvent({ direction: "received", data, peer, protocol, repeat: false }));
  }

  #recordLoss(direction: "sent" | "received", data: Buffer): true {
    if (this.#options.recorder.detail === "full") {
      this.#options.recorder.record({ type: "lost", direction, startLine: firstLine(data) });
    }
    return true;
  }

  /** What the network loses is recorded as lost. */
  #withRecord(impair: Impairment): Impairment {
    return {
      copies: (direction, data) => {
        const copies = impair.copies(direction, data);
        if (copies.length === 0) this.#recordLoss(direction, data);
        return copies;
      },
      after: (delayMs, action) => impair.after(delayMs, action),
      onFlowFault: (suffer) => impair.onFlowFault(suffer),
    };
  }

  #note(text: string): void {
    if (this.#options.recorder.detail === "full") this.#options.recorder.record({ type: "note", text });
  }
}
