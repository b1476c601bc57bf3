import { DeskfleetError } from "../../../model/errors.js";
import { openTcp } from "../../../sip/transport/tcp.js";
import type {
  Arrival,
  SocketAddress,
  Transport,
  TransportOptions,
} from "../../../sip/transport/transport.js";
import { openUdp } from "../../../sip/transport/udp.js";
import type { Flow } from "./flow.js";

export interface NetworkOptions {
  readonly host: string;
  /** 0 for any; if both are 0, UDP and TCP get the same number. */
  readonly udpPort: number;
  readonly tcpPort: number;
  readonly onMessage: (arrival: Arrival) => void;
  /** A TCP connection failed or is gone; what was sent to it may not have arrived. */
  readonly onTcpLost: (far: SocketAddress) => void;
  readonly lose?: TransportOptions["lose"];
}

/** Ports that are free for TCP are nearly always free for UDP too. */
const attemptsForOneNumber = 20;

/** The two SIP listeners of the server and the TCP connections that phones hold open to it. */
export class Network {
  readonly #udp: Transport;
  readonly #tcp: Transport;
  readonly #connections: ReadonlySet<string>;

  private constructor(udp: Transport, tcp: Transport, connections: ReadonlySet<string>) {
    this.#udp = udp;
    this.#tcp = tcp;
    this.#connections = connections;
  }

  /** @throws DeskfleetError DF_SIP_BIND */
  static async open(options: NetworkOptions): Promise<Network> {
    const connections = new Set<string>();
    for (let attempt = 1; ; attempt++) {
      const tcp = await openTcpListener(options, connections);
      const udpPort = options.udpPort === 0 && options.tcpPort === 0 ? tcp.local.port : options.udpPort;
      try {
        return new Network(await openUdpListener(options, udpPort), tcp, connections);
      } catch (error) {
        await tcp.close();
        const retry = options.udpPort === 0 && options.tcpPort === 0 && attempt < attemptsForOneNumber;
        if (!(retry && error instanceof DeskfleetError && error.code === "DF_SIP_BIND")) throw error;
      }
    }
  }

  get udp(): SocketAddress {
    return this.#udp.local;
  }

  get tcp(): SocketAddress {
    return this.#tcp.local;
  }

  /** @returns false when the flow needs a connection that is no longer there; then nothing was sent. */
  send(text: string, flow: Flow): boolean {
    if (flow.protocol === "udp") {
      this.#udp.send(text, flow.to);
      return true;
    }
    if (flow.existingOnly && !this.#connections.has(connectionKey(flow.to))) return false;
    this.#tcp.send(text, flow.to);
    return true;
  }

  async close(): Promise<void> {
    await Promise.all([this.#udp.close(), this.#tcp.close()]);
  }
}

function connectionKey(far: SocketAddress): string {
  return `${far.host}:${far.port}`;
}

function openTcpListener(options: NetworkOptions, connections: Set<string>): Promise<Transport> {
  const lost = (far: SocketAddress | undefined): void => {
    if (!far) return;
    connections.delete(connectionKey(far));
    options.onTcpLost(far);
  };
  return openTcp({
    bind: { host: options.host, port: options.tcpPort },
    listen: true,
    onMessage: (arrival) => {
      connections.add(connectionKey(arrival.from));
      options.onMessage(arrival);
    },
    onError: (_error, far) => lost(far),
    onClosed: lost,
  });
}

function openUdpListener(options: NetworkOptions, port: number): Promise<Transport> {
  return openUdp({
    bind: { host: options.host, port },
    onMessage: options.onMessage,
    // UDP has no far end that could fail: what is not answered times out.
    onError: () => {},
    ...(options.lose ? { lose: options.lose } : {}),
  });
}
