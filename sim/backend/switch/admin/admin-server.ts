import { createServer, type Server } from "node:net";
import { DeskfleetError } from "../../../model/errors.js";
import type { SocketAddress } from "../../../sip/transport/transport.js";
import { AppConnection, type AppConnectionOwner } from "./app-connection.js";

/** The control protocol carries the secret in clear text: it never leaves the machine. */
const adminHost = "127.0.0.1";

/** The listener that applications connect to. */
export class AdminServer {
  readonly #server: Server;
  readonly #connections = new Set<AppConnection>();

  private constructor(server: Server) {
    this.#server = server;
  }

  /** @throws DeskfleetError DF_BACKEND_START */
  static open(owner: AppConnectionOwner): Promise<AdminServer> {
    return new Promise((resolve, reject) => {
      const server = createServer();
      const admin = new AdminServer(server);
      server.on("connection", (socket) => {
        const connection = new AppConnection(socket, owner);
        admin.#connections.add(connection);
        socket.on("close", () => admin.#connections.delete(connection));
      });
      server.once("error", (cause) => {
        const text = `cannot listen for applications on ${adminHost}: ${cause.message}`;
        reject(new DeskfleetError("DF_BACKEND_START", text, { cause }));
      });
      server.listen(0, adminHost, () => resolve(admin));
    });
  }

  get address(): SocketAddress {
    const address = this.#server.address();
    return typeof address === "object" && address !== null
      ? { host: address.address, port: address.port }
      : { host: adminHost, port: 0 };
  }

  /** Resolves when the port is free and no connection is left. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      for (const connection of this.#connections) connection.close();
    });
  }
}
