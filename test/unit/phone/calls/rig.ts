import { readFileSync } from "node:fs";
import { parseMac } from "../../../../sim/model/mac.js";
import { parseProfile } from "../../../../sim/model/profile/parse-profile.js";
import { createRandom } from "../../../../sim/model/random.js";
import { Calls } from "../../../../sim/phone/calls/calls.js";
import { HandsetTransport } from "../../../../sim/phone/handset-transport.js";
import type { SipIdentity, SipOptions } from "../../../../sim/phone/ports.js";
import { createSipShared } from "../../../../sim/phone/sip-shared.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import type { SipTimers } from "../../../../sim/sip/timers.js";
import type { SipProtocol, TransportOptions } from "../../../../sim/sip/transport/transport.js";
import type { EventBody } from "../../../../sim/transcript/event.js";

const source = (file: string) => ({ file, text: readFileSync(file, "utf8") });
const families = new Map([["htek-500", source("profiles/families/htek-500.yaml")]]);
const profile = parseProfile(source("profiles/cip270.yaml"), families);

/** Ten times faster than RFC 3261: 64·T1 = 3.2 s, the ring limit 18 s. */
const fastTimers: SipTimers = { t1: 50, t2: 400, t4: 500 };

export type CallEvent = Extract<EventBody, { type: "call" }>;

/** The SIP side of one handset as it is put together for real, with a recorder that can be waited on. */
export class Rig {
  readonly events: EventBody[] = [];
  readonly transport: HandsetTransport;
  readonly calls: Calls;
  idle = 0;
  /** Delays of the timers that wait. */
  readonly waiting: number[] = [];
  readonly #identity: SipIdentity;
  /** How often the connection was lost. */
  lost = 0;
  #waiters: (() => void)[] = [];

  private constructor(options: SipOptions, identity: SipIdentity) {
    this.#identity = identity;
    this.transport = new HandsetTransport(options, { checkSync: () => undefined });
    this.calls = new Calls(options, this.transport, {
      callsIdle: () => {
        this.idle++;
        this.#wake();
      },
      refusesCalls: () => false,
    });
    this.transport.attach({
      calls: {
        onMessage: (message, arrival) => this.calls.onMessage(message, arrival),
        onFlowLost: (reason) => {
          this.calls.onFlowLost(reason);
          this.lost++;
          this.#wake();
        },
      },
    });
  }

  static async open(
    server: { host: string; port: number },
    {
      timers = fastTimers,
      protocol = "udp",
      lose,
      extension = "1001",
      locationFor,
    }: {
      timers?: SipTimers;
      protocol?: SipProtocol;
      lose?: TransportOptions["lose"];
      extension?: string;
      locationFor?: SipOptions["locationFor"];
    } = {},
  ): Promise<Rig> {
    let rig: Rig | undefined;
    const mac = parseMac("001fc1000001");
    if (mac === undefined) throw new Error("unreachable");
    const options: SipOptions = {
      name: "lobby",
      profile,
      mac,
      bindHost: "127.0.0.1",
      recorder: { detail: "full", hide: () => undefined, record: (event) => rig?.record(event) },
      clock: {
        ...systemClock,
        after: (delayMs, action) => rig?.after(delayMs, action) ?? (() => undefined),
      },
      random: createRandom(7),
      timers,
      shared: createSipShared(systemClock, timers),
      lose,
      trust: { authority: undefined, checked: true },
      ...(locationFor && { locationFor }),
    };
    const identity: SipIdentity = {
      extension,
      authUser: extension,
      password: "open sesame",
      displayName: "Lobby",
      server,
      serverName: server.host,
      protocol,
      expiresSeconds: 300,
      registers: true,
      userAgent: "ClearlyIP CIP270",
    };
    rig = new Rig(options, identity);
    await rig.transport.open(protocol, server.host);
    rig.calls.configure(identity);
    return rig;
  }

  async close(): Promise<void> {
    const { calls, transport } = this;
    calls.stop();
    await transport.close();
  }

  after(delayMs: number, action: () => void): () => void {
    this.waiting.push(delayMs);
    const done = () => {
      const at = this.waiting.indexOf(delayMs);
      if (at >= 0) this.waiting.splice(at, 1);
      this.#wake();
    };
    const cancel = systemClock.after(delayMs, () => {
      action();
      done();
    });
    return () => {
      cancel();
      done();
    };
  }

  record(event: EventBody): void {
    this.events.push(event);
    this.#wake();
  }

  /** A new object with the same account, as after a new configuration. */
  identity(change: Partial<SipIdentity> = {}): SipIdentity {
    return { ...this.#identity, ...change };
  }

  get address() {
    const { local } = this.transport;
    if (local === undefined) throw new Error("no transport is open");
    return local;
  }

  get callEvents(): CallEvent[] {
    return this.events.filter((event): event is CallEvent => event.type === "call");
  }

  states(call: string): string[] {
    return this.callEvents.filter((event) => event.call === call).map(({ state }) => state);
  }

  notes(): string[] {
    return this.events.flatMap((event) => (event.type === "note" ? [event.text] : []));
  }

  #wake(): void {
    for (const resolve of this.#waiters.splice(0)) resolve();
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
  }

  /** The first event of that state of that call. */
  async call(name: string, state: CallEvent["state"]): Promise<CallEvent> {
    const find = () => this.callEvents.find((event) => event.call === name && event.state === state);
    await this.until(() => find() !== undefined);
    const found = find();
    if (found === undefined) throw new Error("unreachable");
    return found;
  }
}
