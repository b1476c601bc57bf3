import { createSocket } from "node:dgram";
import { onTestFinished } from "vitest";
import type { SocketAddress } from "../../../../sim/sip/transport/transport.js";

/** A UDP peer that sends what a test says and keeps what comes back. */
export interface Peer {
  readonly address: SocketAddress;
  readonly heard: readonly string[];
  send(text: string | Buffer): void;
  /** Resolves with the first message, sent or still to come, that fits. */
  until(fits: (text: string) => boolean): Promise<string>;
  /** Resolves when everything sent before has been dealt with: an OPTIONS is answered after it. */
  settled(): Promise<void>;
}

export async function openPeer(phone: SocketAddress): Promise<Peer> {
  const socket = createSocket("udp4");
  const heard: string[] = [];
  const waiting = new Set<() => void>();
  socket.on("message", (data) => {
    heard.push(data.toString());
    for (const look of waiting) look();
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  onTestFinished(() => new Promise<void>((resolve) => socket.close(() => resolve())));
  const until = (fits: (text: string) => boolean) =>
    new Promise<string>((resolve) => {
      const look = () => {
        const found = heard.find(fits);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  const address = { host: "127.0.0.1", port: socket.address().port };
  const send = (text: string | Buffer) => socket.send(text, phone.port, phone.host);
  let barriers = 0;
  return {
    address,
    heard,
    send,
    until,
    settled: async () => {
      const callId = `barrier-${++barriers}`;
      send(request("OPTIONS", { "Call-ID": callId }, address));
      await until((text) => text.includes(callId));
    },
  };
}

/** A sound request out of any dialog, with headers added or replaced. */
export function request(
  method: string,
  headers: Readonly<Record<string, string>> = {},
  from: SocketAddress = { host: "127.0.0.1", port: 5060 },
): string {
  const all: Record<string, string> = {
    Via: `SIP/2.0/UDP ${from.host}:${from.port};rport;branch=z9hG4bK-${method}`,
    From: "<sip:pbx@127.0.0.1>;tag=peer",
    To: "<sip:1001@127.0.0.1>",
    "Call-ID": `call-${method}`,
    CSeq: `1 ${method}`,
    "Max-Forwards": "70",
    ...headers,
    "Content-Length": "0",
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`${method} sip:1001@127.0.0.1 SIP/2.0`, ...lines, "", ""].join("\r\n");
}
