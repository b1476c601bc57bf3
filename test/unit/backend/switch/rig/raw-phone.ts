import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import {
  headersOf,
  type SipMessage,
  type SipRequest,
  type SipResponse,
} from "../../../../../sim/sip/message/message.js";
import { parseMessage } from "../../../../../sim/sip/message/parse.js";
import { serializeMessage } from "../../../../../sim/sip/message/serialize.js";
import type { SocketAddress } from "../../../../../sim/sip/transport/transport.js";

/** A socket that says exactly what a test tells it to and keeps all it hears: no SIP stack that would smooth things. */
export interface RawPhone {
  readonly local: SocketAddress;
  /** What could be parsed of `texts`. */
  readonly heard: SipMessage[];
  readonly texts: string[];
  send(message: SipMessage | string): void;
  /** The first message from `from` on that fits, waiting for it if need be. */
  hear(fits: (message: SipMessage) => boolean, from?: number): Promise<SipMessage>;
  /** The same for messages that lack what the parser asks for. */
  hearText(pattern: RegExp): Promise<string>;
  response(status: number, method?: string, from?: number): Promise<SipResponse>;
  request(method: string, from?: number): Promise<SipRequest>;
  close(): Promise<void>;
}

type Wire = { local: SocketAddress; send: (text: string) => void; close: () => Promise<void> };

export async function udpPhone(server: SocketAddress): Promise<RawPhone> {
  return build(async (onText) => {
    const socket = createSocket("udp4");
    socket.on("message", (data) => onText(data.toString()));
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    return {
      local: { host: "127.0.0.1", port: socket.address().port },
      send: (text) => socket.send(text, server.port, server.host),
      close: () => new Promise((resolve) => socket.close(() => resolve())),
    };
  });
}

export async function tcpPhone(server: SocketAddress): Promise<RawPhone> {
  const socket = connect(server);
  await once(socket, "connect");
  return streamPhone(socket);
}

/** @param authority PEM that it trusts */
export async function tlsPhone(server: SocketAddress, authority: string): Promise<RawPhone> {
  const socket = connectTls({ ...server, ca: authority });
  await once(socket, "secureConnect");
  return streamPhone(socket);
}

function streamPhone(socket: Socket): Promise<RawPhone> {
  return build(async (onText) => {
    let text = "";
    socket.on("data", (data) => {
      text += data.toString("latin1");
      for (;;) {
        const head = text.indexOf("\r\n\r\n");
        if (head < 0) return;
        const length = Number(/content-length:\s*(\d+)/i.exec(text.slice(0, head))?.[1] ?? 0);
        if (text.length < head + 4 + length) return;
        onText(Buffer.from(text.slice(0, head + 4 + length), "latin1").toString());
        text = text.slice(head + 4 + length);
      }
    });
    return {
      local: { host: "127.0.0.1", port: socket.localPort ?? 0 },
      send: (message) => socket.write(message),
      close: async () => {
        if (socket.destroyed) return;
        const closed = once(socket, "close");
        socket.destroy();
        await closed;
      },
    };
  });
}

async function build(open: (onText: (text: string) => void) => Promise<Wire>): Promise<RawPhone> {
  const heard: SipMessage[] = [];
  const texts: string[] = [];
  const waiting = new Set<() => void>();
  const wire = await open((text) => {
    texts.push(text);
    const parsed = parseMessage(text);
    if (parsed.ok) heard.push(parsed.message);
    for (const look of [...waiting]) look();
  });
  const hearText = (pattern: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = texts.find((each) => pattern.test(each));
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  const hear = (fits: (message: SipMessage) => boolean, from = 0): Promise<SipMessage> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = heard.slice(from).find(fits);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return {
    local: wire.local,
    heard,
    texts,
    hear,
    hearText,
    send: (message) => wire.send(typeof message === "string" ? message : serializeMessage(message)),
    response: async (status, method = "", from = 0) => {
      const found = await hear(
        (each) =>
          each.kind === "response" &&
          each.status === status &&
          (headersOf(each, "CSeq")[0] ?? "").endsWith(method),
        from,
      );
      if (found.kind !== "response") throw new Error("not a response");
      return found;
    },
    request: async (method, from = 0) => {
      const found = await hear((each) => each.kind === "request" && each.method === method, from);
      if (found.kind !== "request") throw new Error("not a request");
      return found;
    },
    close: wire.close,
  };
}
