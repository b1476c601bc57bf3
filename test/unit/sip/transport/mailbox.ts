import type { Arrival, SocketAddress, TransportOptions } from "../../../../sim/sip/transport/transport.js";

/** Keeps what a transport tells, and lets a test wait for the next of it. */
export class Mailbox {
  readonly arrivals: Arrival[] = [];
  readonly errors: Error[] = [];
  readonly closed: SocketAddress[] = [];
  private wake: () => void = () => undefined;

  options(bind: SocketAddress): TransportOptions {
    return {
      bind,
      onMessage: (arrival) => this.keep(this.arrivals, arrival),
      onError: (error) => this.keep(this.errors, error),
      onClosed: (to) => this.keep(this.closed, to),
    };
  }

  /** Resolves as soon as `condition` holds; the time limit is that of the test. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  async arrival(index = 0): Promise<Arrival> {
    await this.until(() => this.arrivals.length > index);
    const found = this.arrivals[index];
    if (!found) throw new Error("no arrival");
    return found;
  }

  texts(): string[] {
    return this.arrivals.map(({ data }) => data.toString());
  }

  private keep<T>(list: T[], item: T): void {
    list.push(item);
    this.wake();
  }
}

/** A whole message, told apart by its Call-ID. */
export function options(callId: string, body = ""): string {
  return [
    "OPTIONS sip:pbx.test SIP/2.0",
    "Via: SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK1",
    "From: <sip:a@pbx.test>;tag=1",
    "To: <sip:pbx.test>",
    `Call-ID: ${callId}`,
    "CSeq: 1 OPTIONS",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
}
