import { onTestFinished } from "vitest";
import { parseMac } from "../../../../sim/model/mac.js";
import { createRandom } from "../../../../sim/model/random.js";
import { HandsetTransport } from "../../../../sim/phone/handset-transport.js";
import type { SipIdentity, SipOptions } from "../../../../sim/phone/ports.js";
import type { RegistrationCounters } from "../../../../sim/phone/registration/registration-counters.js";
import { Registrations } from "../../../../sim/phone/registration/registrations.js";
import { createSipShared } from "../../../../sim/phone/sip-shared.js";
import type { CallsWire } from "../../../../sim/phone/wire/wire.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import type { SipProtocol, SocketAddress } from "../../../../sim/sip/transport/transport.js";
import type { EventBody, RegistrationState } from "../../../../sim/transcript/event.js";
import { profileOf } from "../support/profile.js";

type EventOf<Type extends EventBody["type"]> = Extract<EventBody, { type: Type }>;

const mac = parseMac("00:1f:c1:00:00:07");

/** The SIP side of one handset without calls, and what it has recorded. */
export interface TestDesk {
  readonly transport: HandsetTransport;
  readonly registration: Registrations;
  readonly counters: RegistrationCounters;
  readonly events: EventBody[];
  readonly checkSyncs: readonly boolean[];
  all<Type extends EventBody["type"]>(type: Type): EventOf<Type>[];
  /** Resolves at the first registration event of that state from the n-th on, also one that was before. */
  /** What it is made of, for what else a test puts on its transport. */
  readonly options: SipOptions;
  readonly identity: SipIdentity;
  until(state: RegistrationState, from?: number): Promise<EventOf<"registration">>;
}

export interface DeskSetup {
  readonly server: SocketAddress;
  readonly protocol?: SipProtocol;
  readonly identity?: Partial<SipIdentity>;
  readonly calls?: CallsWire;
  readonly sip?: Partial<SipOptions>;
}

/** Timers a 25th of the standard: a timeout takes 1.3 s, the long waits seconds. */
export const fastTimers = { t1: 20, t2: 160, t4: 200 };

export function identityFor(setup: DeskSetup): SipIdentity {
  return {
    extension: "1001",
    authUser: "1001",
    password: "wire-secret",
    displayName: "Ada Lovelace",
    server: setup.server,
    serverName: setup.server.host,
    protocol: setup.protocol ?? "udp",
    expiresSeconds: 300,
    registers: true,
    userAgent: "ClearlyIP CIP270 2.42.6.3.36 00:1f:c1:00:00:07",
    ...setup.identity,
  };
}

/** Opens the transport and configures the identity; registering is left to the test. */
export async function openDesk(setup: DeskSetup): Promise<TestDesk> {
  if (mac === undefined) throw new Error("no MAC");
  const events: EventBody[] = [];
  const waiting = new Set<() => void>();
  const { clock = systemClock, timers = fastTimers } = setup.sip ?? {};
  const options: SipOptions = {
    name: "lobby",
    profile: profileOf("CIP270"),
    mac,
    bindHost: "127.0.0.1",
    clock,
    random: createRandom(7),
    timers,
    shared: createSipShared(clock, timers),
    recorder: {
      detail: "full",
      hide: () => undefined,
      record: (event) => {
        events.push(event);
        for (const wake of waiting) wake();
      },
    },
    trust: { authority: undefined, checked: true },
    ...setup.sip,
  };
  const checkSyncs: boolean[] = [];
  const transport = new HandsetTransport(options, { checkSync: (reboot) => checkSyncs.push(reboot) });
  const registration = new Registrations(options, transport);
  if (setup.calls) transport.attach({ calls: setup.calls });
  onTestFinished(async () => {
    registration.stop();
    await transport.dispose();
  });
  const identity = identityFor(setup);
  await transport.open(identity.protocol, identity.serverName);
  registration.configure(identity);
  const all = <Type extends EventBody["type"]>(type: Type) =>
    events.filter((event): event is EventOf<Type> => event.type === type);
  return {
    options,
    identity,
    transport,
    registration,
    counters: options.shared.counters,
    events,
    checkSyncs,
    all,
    until: (state, from = 0) =>
      new Promise((resolve) => {
        const look = () => {
          const found = all("registration")
            .slice(from)
            .find((event) => event.state === state);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}
