import { createSocket, type Socket } from "node:dgram";
import { DeskfleetError } from "../../model/errors.js";

/**
 * The UDP port that one call expects RTP at. It is a real socket, so that no two calls of a host announce the same
 * port; what arrives is counted and dropped.
 */
export class MediaPort {
  readonly host: string;
  readonly port: number;
  readonly #socket: Socket;
  #packets = 0;
  #closed = false;

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.host = host;
    this.port = socket.address().port;
    socket.on("message", () => {
      this.#packets++;
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

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#socket.close();
  }
}
