import { onTestFinished } from "vitest";
import {
  type CertificateKind,
  type LabCertificates,
  makeLabCertificates,
} from "../../../sim/backend/certificates.js";
import { startPbx } from "../../../sim/backend/pbx/pbx.js";
import type { Pbx } from "../../../sim/backend/pbx/pbx-port.js";
import { createSetupStore } from "../../../sim/backend/setup-store.js";
import { startSwitch } from "../../../sim/backend/switch/switch.js";
import { parseMac } from "../../../sim/model/mac.js";
import { createRandom } from "../../../sim/model/random.js";
import type { SipPorts } from "../../../sim/phone/active-account.js";
import { createSipPorts } from "../../../sim/phone/sip-ports.js";
import { createSipShared } from "../../../sim/phone/sip-shared.js";
import { startFarEnd } from "../../../sim/psap/far-end.js";
import { systemClock } from "../../../sim/sip/system-clock.js";
import type { SocketAddress } from "../../../sim/sip/transport/transport.js";
import type { EventBody } from "../../../sim/transcript/event.js";
import { profileOf } from "../phone/support/profile.js";
import { twoOffices } from "./pbx/two-offices.js";

/** A 25th of RFC 3261: a second try comes within two seconds. */
const timers = { t1: 20, t2: 160, t4: 200 };

export function labCertificates(kind: CertificateKind): Promise<LabCertificates> {
  return makeLabCertificates({ names: ["pbx.test", "127.0.0.1"], kind, now: new Date() });
}

/** Switch and PBX, TLS beside UDP and TCP, joined as one program joins them; stopped after the test. */
export async function startTlsBackend(
  lab: LabCertificates,
): Promise<{ readonly pbx: Pbx; readonly tls: SocketAddress }> {
  const secret = "control";
  const setup = createSetupStore(twoOffices());
  let pbx: Pbx | undefined;
  const sip = await startSwitch({
    host: "127.0.0.1",
    udpPort: 0,
    tcpPort: 0,
    tls: { ...lab, port: 0 },
    secret,
    timers,
    onConnectionClosed: (protocol, far) => pbx?.connectionClosed({ protocol, ...far }),
  });
  onTestFinished(() => sip.stop());
  const farEnd = await startFarEnd({
    host: "127.0.0.1",
    setup: () => setup.written,
    onCall: () => {},
    timers,
  });
  onTestFinished(() => farEnd.stop());
  pbx = await startPbx({
    drachtio: { ...sip.admin, secret },
    setup,
    onEvent: () => {},
    farEnd: farEnd.peer,
    clock: systemClock,
    random: createRandom(1),
  });
  onTestFinished(() => pbx?.stop());
  if (!sip.tls) throw new Error("no TLS");
  return { pbx, tls: sip.tls };
}

/** The SIP side of one handset, and what it records. */
export class TlsDesk {
  readonly events: EventBody[] = [];
  readonly checkSyncs: boolean[] = [];
  readonly sip: SipPorts;
  readonly mac;
  #wake = (): void => {};

  constructor(number: number, { authority }: LabCertificates, checked = true) {
    const mac = parseMac(`001fc100000${number}`);
    if (mac === undefined) throw new Error("no MAC");
    this.mac = mac;
    this.sip = createSipPorts(
      {
        name: `desk-${number}`,
        profile: profileOf("CIP270"),
        mac,
        bindHost: "127.0.0.1",
        clock: systemClock,
        random: createRandom(number),
        timers,
        shared: createSipShared(systemClock, timers),
        recorder: {
          detail: "full",
          hide: () => undefined,
          record: (event) => this.#heard(() => this.events.push(event)),
        },
        trust: { authority, checked },
      },
      {
        checkSync: (reboot) => this.#heard(() => this.checkSyncs.push(reboot)),
        callsIdle: () => {},
        refusesCalls: () => false,
      },
    );
  }

  async register(extension: string, server: SocketAddress, serverName = "pbx.test"): Promise<void> {
    const { transport, registration, calls } = this.sip;
    const password = twoOffices().extensions[extension]?.secret ?? "";
    const identity = {
      extension,
      authUser: extension,
      password,
      displayName: "",
      server,
      serverName,
      protocol: "tls",
      expiresSeconds: 300,
      registers: true,
      userAgent: `ClearlyIP CIP270 2.42 ${this.mac}`,
    } as const;
    onTestFinished(async () => {
      registration.stop();
      calls.stop();
      await transport.close();
    });
    await transport.open("tls", serverName);
    registration.configure(identity);
    calls.configure(identity);
    registration.register();
  }

  #heard(keep: () => void): void {
    keep();
    this.#wake();
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  of<Type extends EventBody["type"]>(type: Type): Extract<EventBody, { type: Type }>[] {
    return this.events.filter((event): event is Extract<EventBody, { type: Type }> => event.type === type);
  }

  state(state: string): Promise<void> {
    return this.until(() => this.of("registration").some((event) => event.state === state));
  }

  /** The first call of this desk in that state. */
  call(state: string): Promise<void> {
    return this.until(() => this.of("call").some((event) => event.state === state));
  }
}
