import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect } from "node:net";
import { onTestFinished } from "vitest";
import { StreamFramer } from "../../sim/sip/transport/framing.js";
import type { SocketAddress } from "../../sim/sip/transport/transport.js";
import { Heard } from "./heard.js";

/** A socket that says to a server what it is told to, byte for byte. */
export interface Probe {
  readonly heard: Heard;
  /** Its own end. */
  readonly local: SocketAddress;
  send(data: Buffer | string): void;
  /** TCP: when the server has closed the connection. */
  readonly closed: Promise<unknown>;
}

export async function udpProbe(server: SocketAddress): Promise<Probe> {
  const heard = new Heard();
  const socket = createSocket("udp4").on("message", (data) => heard.add(data.toString()));
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  onTestFinished(() => new Promise<void>((resolve) => socket.close(() => resolve())));
  return {
    heard,
    local: { host: "127.0.0.1", port: socket.address().port },
    send: (data) => socket.send(data, server.port, server.host),
    closed: new Promise(() => {}),
  };
}

/**
 * The message with `rport` in its top Via and all else as it was: without it the answer goes to port 5060 of this
 * machine (RFC 3261 §18.2.2), which may be somebody else's.
 */
export function answerableToSource(data: Buffer): Buffer {
  const text = data.toString("latin1");
  const via = /(?:^|\r\n)v(?:ia)?[ \t]*:(?:[^;,\r]|\r\n[ \t])*/i.exec(text);
  if (via === null || text.includes(";rport")) return data;
  const end = via.index + via[0].length;
  return Buffer.from(`${text.slice(0, end)};rport${text.slice(end)}`, "latin1");
}

export async function tcpProbe(server: SocketAddress): Promise<Probe> {
  const heard = new Heard();
  const framer = new StreamFramer();
  const socket = connect(server);
  const closed = once(socket, "close");
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    for (const frame of framer.push(chunk)) if (frame.kind === "message") heard.add(frame.data.toString());
  });
  await once(socket, "connect");
  onTestFinished(() => void socket.destroy());
  const local = { host: "127.0.0.1", port: socket.localPort ?? 0 };
  return { heard, local, send: (data) => void socket.write(data), closed };
}
