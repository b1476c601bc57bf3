import type { MediaAddress, MediaPort } from "./media-port.js";

/**
 * Passes the sound of a call on, packet by packet, as it comes: from the port that one side sends to, to the other side,
 * and back. Each side gets it where its own comes from, else where it said that it wants it (PBX-9).
 */
export class Relay {
  readonly #sides: readonly [Side, Side];

  /** Both ports are the relay's from now on; who opened them closes them. */
  constructor(one: MediaPort, other: MediaPort) {
    this.#sides = [new Side(one), new Side(other)];
    const [first, second] = this.#sides;
    first.passTo(second);
    second.passTo(first);
  }

  /** @param side which of the two ports it talks to @param to where it wants to be talked to */
  connect(side: 0 | 1, to: MediaAddress | undefined): void {
    this.#sides[side].want(to);
  }

  /** Passes nothing on any more; the ports are those of who opened them. */
  end(): void {
    for (const { port } of this.#sides) port.listen(() => undefined);
  }
}

class Side {
  readonly port: MediaPort;
  #wanted: MediaAddress | undefined;
  #source: MediaAddress | undefined;

  constructor(port: MediaPort) {
    this.port = port;
  }

  /** Whoever talked here before. */
  want(to: MediaAddress | undefined): void {
    this.#wanted = to;
    this.#source = undefined;
  }

  passTo(other: Side): void {
    this.port.listen((datagram, from) => {
      this.#source = from;
      other.#send(datagram);
    });
  }

  #send(datagram: Uint8Array): void {
    const to = this.#source ?? this.#wanted;
    if (to !== undefined) this.port.send(datagram, to);
  }
}
