import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { header, type SipRequest } from "../../sim/sip/message/message.js";
import { parseMessage } from "../../sim/sip/message/parse.js";
import { responseTo, serializeMessage } from "../../sim/sip/message/serialize.js";
import { StreamFramer } from "../../sim/sip/transport/framing.js";
import { Heard } from "./heard.js";

/** A PBX for one phone: takes every REGISTER, and says what it is told to, byte for byte. */
export interface RegistrarPeer {
  readonly port: number;
  readonly heard: Heard;
  /** To where the last REGISTER came from. */
  send(data: Buffer | string): void;
  /** TCP: ends the connection of the phone. */
  hangUp(): void;
}

export async function udpRegistrar(): Promise<RegistrarPeer> {
  const heard = new Heard();
  let phone: { address: string; port: number } | undefined;
  const send = (data: Buffer | string): void => socket.send(data, phone?.port, phone?.address);
  const socket = createSocket("udp4").on("message", (data, from) => {
    const register = registerIn(data);
    if (register === undefined) return heard.add(data.toString());
    phone = from;
    send(accepted(register));
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  onTestFinished(() => new Promise<void>((resolve) => socket.close(() => resolve())));
  return { port: socket.address().port, heard, send, hangUp: () => {} };
}

export async function tcpRegistrar(): Promise<RegistrarPeer> {
  const heard = new Heard();
  const connections = new Set<Socket>();
  let phone: Socket | undefined;
  const server = createServer((socket) => {
    const framer = new StreamFramer();
    connections.add(socket);
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      for (const frame of framer.push(chunk)) {
        if (frame.kind !== "message") continue;
        const register = registerIn(frame.data);
        if (register === undefined) heard.add(frame.data.toString());
        else {
          phone = socket;
          socket.write(accepted(register));
        }
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const each of connections) each.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, heard, send: (data) => void phone?.write(data), hangUp: () => void phone?.destroy() };
}

function registerIn(data: Buffer): SipRequest | undefined {
  const parsed = parseMessage(data);
  return parsed.ok && parsed.message.kind === "request" && parsed.message.method === "REGISTER"
    ? parsed.message
    : undefined;
}

/** With the contact that it asked for. */
function accepted(register: SipRequest): string {
  const contact = (header(register, "Contact") ?? "").replace(/;expires=\d+/, "");
  const headers = [{ name: "Contact", value: `${contact};expires=120` }];
  return serializeMessage(responseTo(register, 200, undefined, { toTag: "peer", headers }));
}
