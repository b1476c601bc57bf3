import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { onTestFinished } from "vitest";
import type { SipResponse } from "../../sim/sip/message/message.js";

/** A phone's audio, of which only the keys are sent: RFC 4733 events. */
export interface RtpKeypad {
  /** To offer in an INVITE. */
  readonly offer: string;
  /** Presses keys in the session of a 183 or a 200. */
  press(session: SipResponse, keys: string): Promise<void>;
}

const payloadType = 101;
/** Of a key press, in RTP time at 8,000 Hz: 160 ms. */
const durations = [320, 640, 960, 1280, 1280, 1280] as const;

export async function rtpKeypad(host: string): Promise<RtpKeypad> {
  const socket = createSocket("udp4");
  socket.bind(0, host);
  await once(socket, "listening");
  onTestFinished(() => {
    socket.close();
  });
  const offer = [
    ...["v=0", `o=- 1 1 IN IP4 ${host}`, "s=-", `c=IN IP4 ${host}`, "t=0 0"],
    `m=audio ${socket.address().port} RTP/AVP 0 ${payloadType}`,
    ...[`a=rtpmap:${payloadType} telephone-event/8000`, `a=fmtp:${payloadType} 0-16`, ""],
  ].join("\r\n");
  let sequence = 1;
  let time = 8_000;
  return {
    offer,
    press: async ({ body }, keys) => {
      const [, address = ""] = /^c=IN IP4 (\S+)/m.exec(body) ?? [];
      const [, port = ""] = /^m=audio (\d+)/m.exec(body) ?? [];
      for (const key of keys) {
        for (const [index, duration] of durations.entries()) {
          const packet = keyPacket("0123456789*#".indexOf(key), duration, {
            isFirst: index === 0,
            isEnd: index > 2,
          });
          packet.writeUInt16BE(sequence++ % 0x1_0000, 2);
          packet.writeUInt32BE(time, 4);
          await send(socket, packet, Number(port), address);
        }
        // A key of its own has a time of its own, or it counts as the one before.
        time += 1_600;
      }
    },
  };
}

function keyPacket(
  event: number,
  duration: number,
  { isFirst, isEnd }: { readonly isFirst: boolean; readonly isEnd: boolean },
): Buffer {
  const packet = Buffer.alloc(16);
  packet[0] = 0x80;
  packet[1] = payloadType + (isFirst ? 0x80 : 0);
  packet.writeUInt32BE(0x5eed, 8);
  packet[12] = event;
  packet[13] = isEnd ? 0x8a : 0x0a;
  packet.writeUInt16BE(duration, 14);
  return packet;
}

function send(socket: Socket, packet: Buffer, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(packet, port, address, (error) => (error ? reject(error) : resolve()));
  });
}
