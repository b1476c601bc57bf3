import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import type { SocketAddress } from "../../../../../sim/sip/transport/transport.js";

/** Stands between an application and the switch, so that a test can break the connection as a crash would. */
export interface Relay {
  readonly address: SocketAddress;
  /** Breaks all connections; new ones are welcome. */
  cut(): void;
  close(): Promise<void>;
}

export async function relayTo(target: SocketAddress): Promise<Relay> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: { host: "127.0.0.1", port },
    cut,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      cut();
      await closed;
    },
  };
}
