import { createSocket, type Socket } from "node:dgram";
import {
  header,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from "../../../../sim/sip/message/message.js";
import { parseMessage } from "../../../../sim/sip/message/parse.js";
import { responseTo, serializeMessage } from "../../../../sim/sip/message/serialize.js";
import type { SocketAddress } from "../../../../sim/sip/transport/transport.js";

export interface Heard {
  readonly message: SipMessage;
  readonly from: SocketAddress;
}

type HeardRequest = Heard & { readonly message: SipRequest };

/** A PBX that says exactly what the test tells it to: a bare UDP socket, no transactions, no timers. */
export class ScriptedPeer {
  readonly address: SocketAddress;
  /** Everything that came, copies included. */
  readonly heard: Heard[] = [];
  readonly #socket: Socket;
  #taken = 0;
  /** Transactions of the requests that the script has taken. */
  readonly #asked = new Set<string>();
  #closed = false;
  #wake: () => void = () => undefined;
  /** Called for each message before the script sees it; true swallows it. */
  intercept: (heard: Heard) => boolean = () => false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.address = { host: "127.0.0.1", port: socket.address().port };
    socket.on("message", (data, { address: host, port }) => {
      const parsed = parseMessage(data);
      if (!parsed.ok) throw new Error(`the phone sent garbage: ${parsed.reason}\n${data.toString()}`);
      const heard = { message: parsed.message, from: { host, port } };
      if (this.intercept(heard)) return;
      this.heard.push(heard);
      this.#wake();
    });
  }

  static open(): Promise<ScriptedPeer> {
    return new Promise((resolve) => {
      const socket = createSocket("udp4");
      socket.bind(0, "127.0.0.1", () => resolve(new ScriptedPeer(socket)));
    });
  }

  close(): void {
    this.#closed = true;
    this.#socket.close();
  }

  /** After `heard` was emptied. Branches of sip.js are seven digits: over thousands of calls one comes again. */
  rewind(): void {
    this.#taken = 0;
    this.#asked.clear();
  }

  /** What a timer of the script still wants to say after the end of the test goes nowhere. */
  send(message: SipMessage | string, to: SocketAddress): void {
    if (this.#closed) return;
    this.#socket.send(typeof message === "string" ? message : serializeMessage(message), to.port, to.host);
  }

  /** The next message that matches; those before it are skipped. */
  async next(matches: (message: SipMessage) => boolean): Promise<Heard> {
    for (;;) {
      for (; this.#taken < this.heard.length; this.#taken++) {
        const heard = this.heard[this.#taken];
        if (heard !== undefined && matches(heard.message)) {
          this.#taken++;
          return heard;
        }
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** The next request of that method; copies of those before are skipped: a busy machine makes the phone send them. */
  request(method: string): Promise<HeardRequest> {
    return this.#request((each) => isRequest(method)(each) && !this.#asked.has(transactionOf(each)));
  }

  /** The next request of that method, copies included. */
  again(method: string): Promise<HeardRequest> {
    return this.#request(isRequest(method));
  }

  async #request(matches: (message: SipMessage) => boolean): Promise<HeardRequest> {
    const { message, from } = await this.next(matches);
    if (message.kind !== "request") throw new Error("unreachable");
    this.#asked.add(transactionOf(message));
    return { message, from };
  }

  async response(status: number, method = ""): Promise<SipResponse> {
    const { message } = await this.next(
      (each) =>
        each.kind === "response" && each.status === status && (header(each, "CSeq") ?? "").endsWith(method),
    );
    if (message.kind !== "response") throw new Error("unreachable");
    return message;
  }

  /** Answers a request; a 2xx or 1xx to INVITE gets tag and Contact. */
  reply(
    { message, from }: Heard,
    status: number,
    extra: {
      body?: string;
      headers?: { name: string; value: string }[];
      tag?: string;
      contact?: boolean;
    } = {},
  ): void {
    if (message.kind !== "request") throw new Error("not a request");
    const headers = [...(extra.headers ?? [])];
    if (extra.contact !== false)
      headers.push({ name: "Contact", value: `<sip:pbx@127.0.0.1:${this.address.port}>` });
    const typed = headers.some(({ name }) => name === "Content-Type");
    if (extra.body !== undefined && !typed) headers.push({ name: "Content-Type", value: "application/sdp" });
    const tag = status > 100 ? { toTag: extra.tag ?? "peer" } : {};
    const body = extra.body === undefined ? {} : { body: extra.body };
    this.send(responseTo(message, status, undefined, { ...tag, headers, ...body }), from);
  }

  /** Copies included. */
  count(matches: (message: SipMessage) => boolean): number {
    return this.heard.filter(({ message }) => matches(message)).length;
  }

  /** Requests of that method without their copies. */
  requests(method: string): number {
    const all = this.heard.map(({ message }) => message).filter(isRequest(method));
    return new Set(all.map(transactionOf)).size;
  }
}

const transactionOf = (message: SipMessage): string => `${header(message, "Via")} ${header(message, "CSeq")}`;

export const isRequest = (method: string) => (message: SipMessage) =>
  message.kind === "request" && message.method === method;

export const sdpOf = (port: number, lines: string[] = [], codecs = "0 8 101") =>
  `${[
    "v=0",
    "o=- 1 1 IN IP4 127.0.0.1",
    "s=-",
    "c=IN IP4 127.0.0.1",
    "t=0 0",
    `m=audio ${port} RTP/AVP ${codecs}`,
    "a=rtpmap:101 telephone-event/8000",
    ...lines,
  ].join("\r\n")}\r\n`;

/** A request of the peer as text; the peer keeps no dialog state, the test does. */
export function requestText(parts: {
  method: string;
  uri: string;
  via: string;
  callId: string;
  cseq: number;
  to: string;
  from?: string;
  headers?: string[];
  body?: string;
}): string {
  const {
    method,
    uri,
    via,
    callId,
    cseq,
    to,
    from = "<sip:1002@pbx>;tag=caller",
    headers = [],
    body = "",
  } = parts;
  return [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/UDP ${via}`,
    "Max-Forwards: 70",
    `From: ${from}`,
    `To: ${to}`,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq} ${method}`,
    ...headers,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
}
