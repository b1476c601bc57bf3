import { DeskfleetError } from "../../../model/errors.js";
import { UnreadableStream } from "../../../sip/transport/framing.js";
import { openTcp } from "../../../sip/transport/tcp.js";
import { openTls, type TlsIdentity } from "../../../sip/transport/tls.js";
import {
  type Arrival,
  isStream,
  type SocketAddress,
  type StreamProtocol,
  type Transport,
  type TransportOptions,
} from "../../../sip/transport/transport.js";
import { openUdp } from "../../../sip/transport/udp.js";
import type { Flow } from "./flow.js";

export interface NetworkOptions {
  readonly host: string;
  /** 0 for any; if both are 0, UDP and TCP get the same number. */
  readonly udpPort: number;
  readonly tcpPort: number;
  /** Absent: no TLS. */
  readonly tls?: TlsIdentity & { readonly port: number };
  readonly onMessage: (arrival: Arrival) => void;
  /** A connection failed or is gone; what was sent to it may not have arrived. */
  readonly onConnectionLost: (protocol: StreamProtocol, far: SocketAddress) => void;
  /** A connection that stood is closed; reported after `onConnectionLost`. */
  readonly onConnectionClosed?: (protocol: StreamProtocol, far: SocketAddress) => void;
  /** A connection is closed because nothing can be read from it. */
  readonly onUnreadable?: (protocol: StreamProtocol, far: SocketAddress, why: string) => void;
  readonly lose?: TransportOptions["lose"];
}

interface Listeners {
  readonly udp: Transport;
  readonly tcp: Transport;
  readonly tls: Transport | undefined;
}

/** Ports that are free for TCP are nearly always free for UDP too. */
const attemptsForOneNumber = 20;

/** The SIP listeners of the server and the connections that phones hold open to it. */
export class Network {
  readonly #listeners: Listeners;
  readonly #connections: ReadonlySet<string>;

  private constructor(listeners: Listeners, connections: ReadonlySet<string>) {
    this.#listeners = listeners;
    this.#connections = connections;
  }

  /** @throws DeskfleetError DF_SIP_BIND */
  static async open(options: NetworkOptions): Promise<Network> {
    const connections = new Set<string>();
    const tls = options.tls && (await openTlsListener(options, options.tls, connections));
    try {
      return new Network({ ...(await openPair(options, connections)), tls }, connections);
    } catch (error) {
      await tls?.close();
      throw error;
    }
  }

  get udp(): SocketAddress {
    return this.#listeners.udp.local;
  }

  get tcp(): SocketAddress {
    return this.#listeners.tcp.local;
  }

  get tls(): SocketAddress | undefined {
    return this.#listeners.tls?.local;
  }

  /** @returns false when the flow needs a connection that is not there; then nothing was sent. */
  send(text: string, { protocol, to, existingOnly }: Flow): boolean {
    const needsConnection = existingOnly && isStream(protocol);
    if (needsConnection && !this.#connections.has(connectionKey(protocol, to))) return false;
    this.#listeners[protocol]?.send(text, to);
    return true;
  }

  async close(): Promise<void> {
    const { udp, tcp, tls } = this.#listeners;
    await Promise.all([udp.close(), tcp.close(), tls?.close()]);
  }
}

function connectionKey(protocol: string, far: SocketAddress): string {
  return `${protocol}:${far.host}:${far.port}`;
}

/** UDP and TCP, on the same number where any will do. */
async function openPair(options: NetworkOptions, connections: Set<string>) {
  for (let attempt = 1; ; attempt++) {
    const bind = { host: options.host, port: options.tcpPort };
    const tcp = await openTcp({ ...heard("tcp", bind, options, connections), listen: true });
    const anyPort = options.udpPort === 0 && options.tcpPort === 0;
    try {
      return { tcp, udp: await openUdpListener(options, anyPort ? tcp.local.port : options.udpPort) };
    } catch (error) {
      await tcp.close();
      const retry = anyPort && attempt < attemptsForOneNumber;
      if (!(retry && error instanceof DeskfleetError && error.code === "DF_SIP_BIND")) throw error;
    }
  }
}

function openTlsListener(
  options: NetworkOptions,
  { port, ...identity }: TlsIdentity & { readonly port: number },
  connections: Set<string>,
): Promise<Transport> {
  const bind = { host: options.host, port };
  return openTls({ ...heard("tls", bind, options, connections), listen: true, identity });
}

/** Keeps account of the connections over which something came in. */
function heard(
  protocol: StreamProtocol,
  bind: SocketAddress,
  { onMessage, onConnectionLost, onConnectionClosed, onUnreadable }: NetworkOptions,
  connections: Set<string>,
): TransportOptions {
  const lost = (far: SocketAddress | undefined): void => {
    if (!far) return;
    connections.delete(connectionKey(protocol, far));
    onConnectionLost(protocol, far);
  };
  return {
    bind,
    onMessage: (arrival) => {
      connections.add(connectionKey(protocol, arrival.from));
      onMessage(arrival);
    },
    onError: (error, far) => {
      if (far && error instanceof UnreadableStream) onUnreadable?.(protocol, far, error.message);
      lost(far);
    },
    onClosed: (far) => {
      lost(far);
      onConnectionClosed?.(protocol, far);
    },
  };
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
