import { createConnection, createServer, type Server, type Socket } from "node:net";
import { asError, bindError } from "./open-error.js";
import { TcpConnection } from "./tcp-connection.js";
import type { SocketAddress, Transport, TransportOptions } from "./transport.js";

/** How a TCP transport is opened. */
export type TcpOptions = TransportOptions & {
  /** false: it only dials out, always from the port in `local`, which it keeps for itself. */
  readonly listen: boolean;
};

function key({ host, port }: SocketAddress): string {
  return `${host}:${port}`;
}

class TcpTransport implements Transport {
  readonly protocol = "tcp";
  private readonly connections = new Map<string, TcpConnection>();
  private open = true;

  constructor(
    readonly local: SocketAddress,
    private readonly options: TcpOptions,
    private readonly server: Server | undefined,
  ) {
    server?.on("connection", (socket) => this.accept(socket));
    server?.on("error", (error) => options.onError(error, undefined));
  }

  send(data: Buffer | string, to: SocketAddress): void {
    if (!this.open) return;
    try {
      (this.connections.get(key(to)) ?? this.dial(to)).send(data);
    } catch (thrown) {
      this.options.onError(asError(thrown), to);
    }
  }

  async close(): Promise<void> {
    this.open = false;
    const ended = new Promise<void>((resolve) => {
      if (this.server) this.server.close(() => resolve());
      else resolve();
    });
    const closing = [...this.connections.values()].map((each) => each.close(this.server === undefined));
    await Promise.all([ended, ...closing]);
  }

  private accept(socket: Socket): void {
    const { remoteAddress, remotePort } = socket;
    // Gone again before we looked.
    if (remoteAddress === undefined || remotePort === undefined || !this.open) socket.destroy();
    else this.adopt(socket, { host: remoteAddress, port: remotePort });
  }

  private dial(to: SocketAddress): TcpConnection {
    const from = this.server ? {} : { localPort: this.local.port };
    const socket = createConnection({
      host: to.host,
      port: to.port,
      localAddress: this.options.bind.host,
      allowHalfOpen: true,
      ...from,
    });
    return this.adopt(socket, to);
  }

  private adopt(socket: Socket, remote: SocketAddress): TcpConnection {
    const name = key(remote);
    const connection = new TcpConnection(socket, remote, this.options, () => {
      if (this.connections.get(name) === connection) this.connections.delete(name);
    });
    this.connections.set(name, connection);
    return connection;
  }
}

function listening(bind: SocketAddress): Promise<Server> {
  const server = createServer({ allowHalfOpen: true });
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => reject(bindError("tcp", bind, error));
    server.once("error", refuse);
    server.listen({ host: bind.host, port: bind.port, exclusive: true }, () => {
      server.off("error", refuse);
      resolve(server);
    });
  });
}

function addressOf(server: Server, bind: SocketAddress): SocketAddress {
  const address = server.address();
  // A string or null is for pipes and closed servers.
  return address === null || typeof address === "string"
    ? bind
    : { host: address.address, port: address.port };
}

/**
 * Opens a TCP transport: one connection per peer, kept and used both ways (RFC 3261 §18, RFC 5923).
 *
 * @param options with `listen: false` and `bind.port` 0 a free port is chosen now, so that a Contact can
 *   name it before the first connection.
 * @throws DF_SIP_BIND (as a rejection) if the address is not ours or the port is taken.
 */
export async function openTcp(options: TcpOptions): Promise<Transport> {
  const server = await listening(options.bind);
  const local = addressOf(server, options.bind);
  if (options.listen) return new TcpTransport(local, options, server);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return new TcpTransport(local, options, undefined);
}
