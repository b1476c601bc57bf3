import { randomUUID } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import {
  header,
  type SipHeader,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from "../../../../sim/sip/message/message.js";
import { parseMessage } from "../../../../sim/sip/message/parse.js";
import { responseTo, serializeMessage } from "../../../../sim/sip/message/serialize.js";
import type { SocketAddress } from "../../../../sim/sip/transport/transport.js";
import { authorization } from "./digest-request.js";

export interface Account {
  readonly user: string;
  readonly password: string;
  /** PEM that it trusts on TLS. */
  readonly authority?: string | undefined;
}

export type TestProtocol = "udp" | "tcp" | "tls";

interface Waiter {
  readonly wanted: (message: SipMessage) => boolean;
  readonly found: (message: SipMessage) => void;
}

export const offer = [
  "v=0",
  "o=- 1 1 IN IP4 127.0.0.1",
  "s=-",
  "c=IN IP4 127.0.0.1",
  "t=0 0",
  "m=audio 40000 RTP/AVP 0 101",
  "a=rtpmap:101 telephone-event/8000",
  "",
].join("\r\n");

/** An outgoing call of a test phone. */
export interface TestCall {
  readonly invite: SipRequest;
  /** The final answer to the authenticated INVITE; a 2xx is acknowledged. */
  readonly final: Promise<SipResponse>;
}

/** The phone's side of a network. */
interface Wire {
  readonly protocol: TestProtocol;
  readonly host: string;
  readonly port: number;
  send(text: string): void;
  close(): void;
}

type Receive = (data: Buffer | string) => void;

async function udpWire(pbx: SocketAddress, host: string, receive: Receive): Promise<Wire> {
  const socket = createSocket("udp4");
  socket.on("message", receive);
  socket.bind(0, host);
  await once(socket, "listening");
  return {
    protocol: "udp",
    host,
    port: socket.address().port,
    send: (text) => socket.send(text, pbx.port, pbx.host),
    close: () => socket.close(),
  };
}

async function tcpWire(pbx: SocketAddress, host: string, receive: Receive): Promise<Wire> {
  const socket = connect({ port: pbx.port, host: pbx.host, localAddress: host });
  await once(socket, "connect");
  return streamWire("tcp", socket, host, receive);
}

async function tlsWire(pbx: SocketAddress, host: string, receive: Receive, ca?: string): Promise<Wire> {
  const tcp = connect({ port: pbx.port, host: pbx.host, localAddress: host });
  const socket = connectTls({ socket: tcp, host: pbx.host, ...(ca !== undefined && { ca }) });
  await once(socket, "secureConnect");
  return streamWire("tls", socket, host, receive);
}

/** One connection that the phone opened; the PBX has no other way to it. */
function streamWire(protocol: "tcp" | "tls", socket: Socket, host: string, receive: Receive): Wire {
  let waiting = "";
  socket.on("data", (data) => {
    waiting += data.toString();
    for (let end = messageEnd(waiting); end > 0; end = messageEnd(waiting)) {
      receive(waiting.slice(0, end));
      waiting = waiting.slice(end);
    }
  });
  return {
    protocol,
    host,
    port: socket.localPort ?? 0,
    send: (text) => socket.write(text),
    close: () => socket.destroy(),
  };
}

/** Length of the first whole message, 0 while it is not all here. Test messages are ASCII. */
function messageEnd(text: string): number {
  const headEnd = text.indexOf("\r\n\r\n");
  const length = Number(/content-length: *(\d+)/i.exec(text)?.[1] ?? 0);
  return headEnd < 0 || text.length < headEnd + 4 + length ? 0 : headEnd + 4 + length;
}

/** A phone without a transaction layer: it sends text and waits for what it names. */
export class TestPhone {
  readonly #wire: Wire;
  readonly #pbx: SocketAddress;
  readonly #account: Account;
  readonly #seen: SipMessage[] = [];
  /** All that has come, in order, but for what the PBX tells of the mailbox. */
  readonly seen: SipMessage[] = [];
  /** What the PBX has told of the mailbox; answered, and no part of what is waited for. */
  readonly mailboxNotices: SipRequest[] = [];
  readonly #waiters = new Set<Waiter>();
  #cseq = 0;

  private constructor(wire: Wire, pbx: SocketAddress, account: Account) {
    this.#wire = wire;
    this.#pbx = pbx;
    this.#account = account;
  }

  static async open(
    pbx: SocketAddress,
    account: Account,
    host = "127.0.0.1",
    protocol: TestProtocol = "udp",
  ): Promise<TestPhone> {
    const open = { udp: udpWire, tcp: tcpWire, tls: tlsWire }[protocol];
    // Nothing arrives before the phone has sent something, so the phone stands by then.
    const wire = await open(pbx, host, (data) => phone.#receive(data), account.authority);
    const phone: TestPhone = new TestPhone(wire, pbx, account);
    return phone;
  }

  get address(): string {
    return `${this.#wire.host}:${this.#wire.port}`;
  }

  close(): void {
    this.#wire.close();
  }

  /** The first message, already here or yet to come, that is wanted; nobody gets it a second time. */
  next(wanted: (message: SipMessage) => boolean): Promise<SipMessage> {
    const index = this.#seen.findIndex(wanted);
    const [seen] = index < 0 ? [] : this.#seen.splice(index, 1);
    if (seen) return Promise.resolve(seen);
    return new Promise((found) => {
      this.#waiters.add({ wanted, found });
    });
  }

  async nextRequest(method: string): Promise<SipRequest> {
    const message = await this.next((each) => each.kind === "request" && each.method === method);
    if (message.kind !== "request") throw new Error("no request");
    return message;
  }

  async finalTo(request: SipRequest): Promise<SipResponse> {
    const response = await this.next(
      (each) =>
        each.kind === "response" &&
        each.status >= 200 &&
        header(each, "Call-ID") === header(request, "Call-ID") &&
        header(each, "CSeq") === header(request, "CSeq"),
    );
    if (response.kind !== "response") throw new Error("no response");
    return response;
  }

  send(message: SipMessage): void {
    this.#wire.send(serializeMessage(message));
  }

  /** What no message of ours would be. */
  sendText(text: string): void {
    this.#wire.send(text);
  }

  answer(request: SipRequest, status: number, body = "", contentType = "application/sdp"): void {
    const type = body === "" ? [] : [{ name: "Content-Type", value: contentType }];
    const headers = [{ name: "Contact", value: this.#contact() }, ...type];
    this.send(responseTo(request, status, undefined, { toTag: this.#tag, headers, body }));
  }

  /** A request outside a dialog. */
  request(method: string, uri: string, more: readonly SipHeader[] = [], body = ""): SipRequest {
    const { user } = this.#account;
    const pbx = `${this.#pbx.host}:${this.#pbx.port}`;
    const to = method === "REGISTER" ? `sip:${user}@${pbx}` : uri;
    const usual = {
      Via: `SIP/2.0/${this.#wire.protocol.toUpperCase()} ${this.address};branch=z9hG4bK${randomUUID()};rport`,
      "Max-Forwards": "70",
      From: `<sip:${user}@${pbx}>;tag=${randomUUID()}`,
      To: `<${to}>`,
      "Call-ID": randomUUID(),
      CSeq: `${++this.#cseq} ${method}`,
      Contact: this.#contact(),
      ...(body === "" ? {} : { "Content-Type": "application/sdp" }),
    };
    const given = new Set(more.map(({ name }) => name));
    const headers = Object.entries(usual)
      .filter(([name]) => !given.has(name))
      .map(([name, value]) => ({ name, value }));
    return { kind: "request", method, uri, headers: [...headers, ...more], body };
  }

  /** The same request once more, with the challenge answered. */
  authenticated(request: SipRequest, challenged: SipResponse): SipRequest {
    const value = header(challenged, "WWW-Authenticate") ?? "";
    const line = authorization(request, value, this.#account, { cnonce: randomUUID() });
    const renewed = request.headers.map(({ name, value: old }) => {
      if (name === "CSeq") return { name, value: `${++this.#cseq} ${request.method}` };
      if (name === "Via")
        return { name, value: old.replace(/branch=[^;]*/, `branch=z9hG4bK${randomUUID()}`) };
      return { name, value: old };
    });
    const headers = [...renewed, { name: "Authorization", value: line.replace("Authorization: ", "") }];
    return { ...request, headers };
  }

  async register(more: readonly SipHeader[] = []): Promise<SipResponse> {
    const first = this.request("REGISTER", `sip:${this.#pbx.host}:${this.#pbx.port}`, more);
    this.send(first);
    const second = this.authenticated(first, await this.finalTo(first));
    this.send(second);
    return this.finalTo(second);
  }

  /** Calls a number: INVITE, 401, ACK, INVITE. */
  async call(number: string, more: readonly SipHeader[] = [], body = offer): Promise<TestCall> {
    const first = this.request("INVITE", `sip:${number}@${this.#pbx.host}:${this.#pbx.port}`, more, body);
    this.send(first);
    const challenged = await this.finalTo(first);
    this.send(this.#ack(first, challenged));
    const invite = this.authenticated(first, challenged);
    this.send(invite);
    const final = this.finalTo(invite).then((response) => {
      this.send(this.#ack(invite, response));
      return response;
    });
    return { invite, final };
  }

  /** The 183 that comes next. */
  async early(): Promise<SipResponse> {
    const response = await this.next((each) => each.kind === "response" && each.status === 183);
    if (response.kind !== "response") throw new Error("no response");
    return response;
  }

  /** Presses keys in a call, or in what may become one: an INFO each, as phones send them. @returns the last answer */
  async keys(invite: SipRequest, response: SipResponse, keys: string): Promise<SipResponse> {
    let answered = response;
    for (const key of keys) {
      const info = this.inDialog("INFO", invite, response, `Signal=${key}\r\nDuration=160\r\n`);
      const headers = info.headers.map(({ name, value }) =>
        name === "Content-Type" ? { name, value: "application/dtmf-relay" } : { name, value },
      );
      const request = { ...info, headers };
      this.send(request);
      answered = await this.finalTo(request);
    }
    return answered;
  }

  cancel(invite: SipRequest): void {
    const kept = invite.headers.filter(({ name }) =>
      ["Via", "From", "To", "Call-ID", "Max-Forwards"].includes(name),
    );
    const number = header(invite, "CSeq")?.split(" ")[0] ?? "";
    this.send({
      ...invite,
      method: "CANCEL",
      headers: [...kept, { name: "CSeq", value: `${number} CANCEL` }],
      body: "",
    });
  }

  /** A request inside the dialog that `response` to our INVITE made. */
  inDialog(method: string, invite: SipRequest, response: SipResponse, body = ""): SipRequest {
    const target = /<([^>]*)>/.exec(header(response, "Contact") ?? "")?.[1] ?? invite.uri;
    const kept = ["From", "Call-ID"].map((name) => ({ name, value: header(invite, name) ?? "" }));
    return this.request(method, target, [...kept, { name: "To", value: header(response, "To") ?? "" }], body);
  }

  /** A request inside the dialog that our answer to this INVITE made. */
  backInDialog(method: string, invite: SipRequest, body = ""): SipRequest {
    const target = /<([^>]*)>/.exec(header(invite, "Contact") ?? "")?.[1] ?? "";
    const parties = [
      { name: "From", value: `${header(invite, "To") ?? ""};tag=${this.#tag}` },
      { name: "To", value: header(invite, "From") ?? "" },
      { name: "Call-ID", value: header(invite, "Call-ID") ?? "" },
    ];
    return this.request(method, target, parties, body);
  }

  /** Of a re-INVITE; the one that began the call is acknowledged by `call`. */
  acknowledge(invite: SipRequest, response: SipResponse): void {
    this.send(this.#ack(invite, response));
  }

  #ack(invite: SipRequest, response: SipResponse): SipRequest {
    const ack = this.inDialog("ACK", invite, response);
    const number = header(invite, "CSeq")?.split(" ")[0] ?? "";
    // RFC 3261 §17.1.1.3: the ACK of a failure belongs to the INVITE's transaction, that of a 2xx does not.
    const via = response.status >= 300 ? header(invite, "Via") : undefined;
    const headers = ack.headers.map(({ name, value }) => {
      if (name === "CSeq") return { name, value: `${number} ACK` };
      return { name, value: name === "Via" ? (via ?? value) : value };
    });
    return { ...ack, uri: response.status >= 300 ? invite.uri : ack.uri, headers };
  }

  get #tag(): string {
    return `t${this.#wire.port}`;
  }

  #contact(): string {
    const { protocol } = this.#wire;
    const transport = protocol === "udp" ? "" : `;transport=${protocol}`;
    return `<sip:${this.#account.user}@${this.address}${transport}>`;
  }

  #receive(data: Buffer | string): void {
    const parsed = parseMessage(data);
    if (!parsed.ok) return;
    const { message } = parsed;
    if (message.kind === "request" && header(message, "Event") === "message-summary") {
      // Each REGISTER brings one (PBX-48): no test waits for its own among them.
      this.mailboxNotices.push(message);
      this.answer(message, 200);
      return;
    }
    this.seen.push(message);
    for (const waiter of this.#waiters) {
      if (waiter.wanted(message)) {
        this.#waiters.delete(waiter);
        waiter.found(message);
        return;
      }
    }
    this.#seen.push(message);
  }
}
