import { createSocket, type Socket } from "node:dgram";
import { DeskfleetError } from "../../model/errors.js";

/** Where a datagram came from, or goes to. */
export interface MediaAddress {
  readonly host: string;
  readonly port: number;
}

type Hears = (datagram: Uint8Array, from: MediaAddress) => void;

/**
 * The UDP port that one side of a call has for RTP: it receives there, and sends from there (RFC 4961). It is a real
 * socket, so that no two calls of a host announce the same port. It keeps no process alive.
 */
export class MediaPort {
  readonly host: string;
  readonly port: number;
  readonly #socket: Socket;
  #packets = 0;
  #closed = false;
  #hears: Hears = () => undefined;

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.host = host;
    this.port = socket.address().port;
    socket.on("message", (datagram, { address, port }) => {
      this.#packets++;
      if (!this.#closed) this.#hears(datagram, { host: address, port });
    });
  }

  /** @throws DF_SIP_BIND where the address is not this machine's or no port is free */
  static open(host: string): Promise<MediaPort> {
    return new Promise((resolve, reject) => {
      const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
      socket.once("error", (error) => {
        reject(new DeskfleetError("DF_SIP_BIND", `cannot bind a media port on ${host}: ${error.message}`));
      });
      socket.bind(0, host, () => {
        socket.removeAllListeners("error");
        // ICMP errors come out here; without a listener one would end the process.
        socket.on("error", () => undefined);
        socket.unref();
        resolve(new MediaPort(socket, host));
      });
    });
  }

  /** Packets that arrived so far. */
  get packets(): number {
    return this.#packets;
  }

  /** From now on this one hears what comes, instead of an earlier one. */
  listen(hears: Hears): void {
    this.#hears = hears;
  }

  /** What cannot be sent is lost, as on any network: another family of addresses, port 0, no route. */
  send(datagram: Uint8Array, { host, port }: MediaAddress): void {
    if (this.#closed || port < 1 || port > 65_535) return;
    this.#socket.send(datagram, port, host, () => undefined);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#socket.close();
  }
}
