import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

interface Place {
  readonly host: string;
  readonly port: number;
}

/** Has whoever connects to one place talk to another; until the test is over. */
export async function forward(from: Place, to: Place): Promise<void> {
  const open = new Set<Socket>();
  const server = createServer((caller) => {
    const called = connect(to);
    for (const [one, other] of [
      [caller, called],
      [called, caller],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => open.delete(one));
    }
  });
  server.listen(from.port, from.host);
  await once(server, "listening");
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    server.close();
    await once(server, "close");
  });
}
