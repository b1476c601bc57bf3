import { randomInt } from "node:crypto";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { DeskfleetError } from "../../model/errors.js";
import type { FlowFault } from "./impairment.js";
import { asError, bindError } from "./open-error.js";
import { StreamConnection, type Wires } from "./stream-connection.js";
import type { SocketAddress, StreamProtocol, Transport, TransportOptions } from "./transport.js";

/** How a transport of connections is opened. */
export type StreamOptions = TransportOptions & {
  /** false: it only dials out, always from the port in `bind`, which it keeps for itself. */
  readonly listen: boolean;
};

/** What TCP and TLS do not have in common: the stream for messages over a TCP connection. */
export interface StreamKind {
  readonly protocol: StreamProtocol;
  accepted(tcp: Socket): Wires;
  /** @throws Error where that address may not be dialled */
  dialled(tcp: Socket, to: SocketAddress): Wires;
}

function key({ host, port }: SocketAddress): string {
  return `${host}:${port}`;
}

class StreamTransport implements Transport {
  readonly protocol: StreamProtocol;
  private readonly connections = new Map<string, StreamConnection>();
  private open = true;
  private readonly unheard: (() => void) | undefined;

  constructor(
    readonly local: SocketAddress,
    private readonly kind: StreamKind,
    private readonly options: StreamOptions,
    private readonly server: Server | undefined,
  ) {
    this.protocol = kind.protocol;
    this.unheard = options.impair?.onFlowFault((fault) => this.suffer(fault));
    server?.on("connection", (socket) => this.accept(socket));
    server?.on("error", (error) => options.onError(error, undefined));
  }

  send(data: Buffer | string, to: SocketAddress, onSent?: () => void): void {
    if (!this.open) return;
    try {
      (this.connections.get(key(to)) ?? this.dial(to)).send(data, onSent);
    } catch (thrown) {
      this.options.onError(asError(thrown), to);
    }
  }

  halt(): void {
    this.open = false;
    this.unheard?.();
    for (const each of this.connections.values()) each.halt();
  }

  async close(): Promise<void> {
    this.open = false;
    this.unheard?.();
    const ended = new Promise<void>((resolve) => {
      if (this.server) this.server.close(() => resolve());
      else resolve();
    });
    const closing = [...this.connections.values()].map((each) => each.close(this.server === undefined));
    await Promise.all([ended, ...closing]);
  }

  private async suffer(fault: FlowFault): Promise<void> {
    if (fault === "rebind") {
      throw new DeskfleetError(
        "DF_CAPABILITY",
        `over ${this.protocol} a NAT that changes the port ends the connection`,
      );
    }
    if (this.connections.size === 0) {
      throw new DeskfleetError("DF_CAPABILITY", `${fault}: no connection (${this.protocol}) is open`);
    }
    for (const each of this.connections.values()) each.suffer(fault);
  }

  private accept(tcp: Socket): void {
    const { remoteAddress, remotePort } = tcp;
    // Gone again before we looked.
    if (remoteAddress === undefined || remotePort === undefined || !this.open) tcp.destroy();
    else this.adopt(this.kind.accepted(tcp), { host: remoteAddress, port: remotePort });
  }

  private dial(to: SocketAddress): StreamConnection {
    const from = this.server ? {} : { localPort: this.local.port };
    const tcp = createConnection({
      host: to.host,
      port: to.port,
      localAddress: this.options.bind.host,
      allowHalfOpen: true,
      ...from,
    });
    return this.adopt(this.kind.dialled(tcp, to), to);
  }

  private adopt(wires: Wires, remote: SocketAddress): StreamConnection {
    const name = key(remote);
    const connection = new StreamConnection(wires, this.protocol, remote, this.options, () => {
      if (this.connections.get(name) === connection) this.connections.delete(name);
    });
    this.connections.set(name, connection);
    return connection;
  }
}

function listening(protocol: StreamProtocol, bind: SocketAddress): Promise<Server> {
  const server = createServer({ allowHalfOpen: true });
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => reject(bindError(protocol, bind, error));
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
 * Nothing holds the port of a transport that only dials out while it has no connection. The system deals out none of
 * these by itself (Linux: from 32768), so that no other program's connection gets there first.
 */
const keptPorts = { from: 20_000, below: 32_768 };
const tries = 10;

async function freePort(kind: StreamKind, { host, port }: SocketAddress): Promise<SocketAddress> {
  for (let left = tries; ; left--) {
    const chosen = left === 0 ? 0 : randomInt(keptPorts.from, keptPorts.below);
    const bind = { host, port: port === 0 ? chosen : port };
    try {
      const server = await listening(kind.protocol, bind);
      const local = addressOf(server, bind);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      return local;
    } catch (thrown) {
      if (port !== 0 || left === 0) throw thrown;
    }
  }
}

/** Opens a transport of connections: one per peer, kept and used both ways. */
export async function openStream(kind: StreamKind, options: StreamOptions): Promise<Transport> {
  if (!options.listen) {
    return new StreamTransport(await freePort(kind, options.bind), kind, options, undefined);
  }
  const server = await listening(kind.protocol, options.bind);
  return new StreamTransport(addressOf(server, options.bind), kind, options, server);
}
