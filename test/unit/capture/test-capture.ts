import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { onTestFinished } from "vitest";
import { type Capture, startCapture } from "../../../sim/capture/capture.js";
import type { Clock } from "../../../sim/model/clock.js";
import { systemClock } from "../../../sim/sip/system-clock.js";
import type { TranscriptEvent } from "../../../sim/transcript/event.js";
import { createRedactor } from "../../../sim/transcript/redaction.js";
import { Transcript } from "../../../sim/transcript/transcript.js";

export const loopback = "127.0.0.1";

/** A web server that stands for that of a PBX. */
export async function webServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<number> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, loopback, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A capture in front of it, and all that it has recorded. */
export async function testCapture(
  webPort: number,
  sipPort: number,
  allowed: readonly string[] = [],
  clock: Clock = systemClock,
): Promise<{
  readonly capture: Capture;
  readonly events: readonly TranscriptEvent[];
  readonly transcript: Transcript;
}> {
  const inUse = new Set<string>();
  const transcript = new Transcript(systemClock, createRedactor([]), { isInUse: (text) => inUse.has(text) });
  const capture = await startCapture({
    ...{ host: loopback, webPort: 0, sipPort: 0, names: [], allowed, clock, inUse },
    upstream: {
      scheme: "http",
      web: { host: loopback, port: webPort },
      sip: { host: loopback, port: sipPort },
    },
    secretParameters: new Set([34]),
    recorderOf: (phone) => transcript.scope({ phone }),
  });
  onTestFinished(() => capture.stop());
  return { capture, events: transcript.events, transcript };
}

/** Sends these bytes, then reads until the far end closes. */
export function exchangeBytes(port: number, bytes: string | Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, loopback);
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("close", () => resolve(Buffer.concat(chunks)));
    socket.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNRESET" ? resolve(Buffer.concat(chunks)) : reject(error),
    );
    socket.write(bytes);
  });
}
