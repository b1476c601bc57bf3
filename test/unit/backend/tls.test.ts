import { afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  type CertificateKind,
  type LabCertificates,
  makeLabCertificates,
} from "../../../sim/backend/certificates.js";
import { startFarEnd } from "../../../sim/backend/pbx/far-end.js";
import { type Pbx, startPbx } from "../../../sim/backend/pbx/pbx.js";
import { createSetupStore } from "../../../sim/backend/setup-store.js";
import { startSwitch } from "../../../sim/backend/switch/switch.js";
import type { FaultName } from "../../../sim/model/faults.js";
import { parseMac } from "../../../sim/model/identity.js";
import { createRandom } from "../../../sim/model/random.js";
import type { SipSide } from "../../../sim/phone/desk-identity.js";
import { createSipSide } from "../../../sim/phone/sip-side.js";
import { systemClock } from "../../../sim/sip/system-clock.js";
import type { SocketAddress } from "../../../sim/sip/transport/transport.js";
import type { EventBody } from "../../../sim/transcript/event.js";
import { profileOf } from "../phone/support/profile.js";
import { twoOffices } from "./pbx/two-offices.js";

/** A 25th of RFC 3261: a second try comes within two seconds. */
const timers = { t1: 20, t2: 160, t4: 200 };
const opened: (() => Promise<void>)[] = [];
let good: LabCertificates;

beforeAll(async () => {
  good = await made("good");
});

afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** Switch and PBX, TLS beside UDP and TCP, joined as one program joins them. */
async function startBackend(lab = good): Promise<{ readonly pbx: Pbx; readonly tls: SocketAddress }> {
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
  opened.push(() => sip.stop());
  const farEnd = await startFarEnd({ host: "127.0.0.1", setup, onCall: () => {}, timers });
  opened.push(() => farEnd.stop());
  pbx = await startPbx({
    drachtio: { ...sip.admin, secret },
    setup,
    onEvent: () => {},
    farEnd: farEnd.address,
    clock: systemClock,
    random: createRandom(1),
  });
  opened.push(() => pbx?.stop() ?? Promise.resolve());
  if (!sip.tls) throw new Error("no TLS");
  return { pbx, tls: sip.tls };
}

/** The SIP side of one handset, and what it records. */
class Desk {
  readonly events: EventBody[] = [];
  readonly checkSyncs: boolean[] = [];
  readonly sip: SipSide;
  readonly mac;
  #wake = (): void => {};

  constructor(number: number, { authority } = good, faults: readonly FaultName[] = []) {
    const mac = parseMac(`001fc100000${number}`);
    if (mac === undefined) throw new Error("no MAC");
    this.mac = mac;
    this.sip = createSipSide(
      {
        name: `desk-${number}`,
        profile: profileOf("CIP270"),
        mac,
        bindHost: "127.0.0.1",
        // A clock of its own gives each desk a registration pool of its own.
        clock: { ...systemClock },
        random: createRandom(number),
        timers,
        recorder: { detail: "full", record: (event) => this.#heard(() => this.events.push(event)) },
        trust: { authority },
        faults: new Set(faults),
      },
      {
        checkSync: (reboot) => this.#heard(() => this.checkSyncs.push(reboot)),
        callsIdle: () => {},
        refusesCalls: () => false,
      },
    );
  }

  async register(extension: string, server: SocketAddress, serverName = "pbx.test"): Promise<void> {
    const { flow, registration, calls } = this.sip;
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
    opened.push(async () => {
      registration.stop();
      calls.stop();
      await flow.close();
    });
    await flow.open("tls", serverName);
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

async function registered(number: number, extension: string, server: SocketAddress): Promise<Desk> {
  const desk = new Desk(number);
  await desk.register(extension, server);
  await desk.state("registered");
  return desk;
}

describe("phones on TLS", () => {
  test("register, and the PBX knows them by their connection", async () => {
    const { pbx, tls } = await startBackend();
    await registered(1, "1001", tls);
    const [contact] = pbx.contacts("1001");
    expect(contact?.uri).toMatch(/^sip:1001@127\.0\.0\.1:\d+;transport=tls$/);
    expect(contact?.source).toMatch(/^tls:127\.0\.0\.1:\d+$/);
  });

  test("call each other both ways, and hang up from either side", async () => {
    const { pbx, tls } = await startBackend();
    const [alice, bob] = [await registered(1, "1001", tls), await registered(2, "1002", tls)];
    for (const [caller, called, number] of [
      [alice, bob, "1002"],
      [bob, alice, "1001"],
    ] as const) {
      caller.events.length = 0;
      called.events.length = 0;
      caller.sip.calls.place(number, `to ${number}`);
      await called.call("ringing");
      called.sip.calls.answer();
      await Promise.all([caller.call("answered"), called.call("answered")]);
      called.sip.calls.hangUp();
      await Promise.all([caller.call("ended"), called.call("ended")]);
      const wire = caller.of("sip");
      expect(new Set(wire.map(({ protocol }) => protocol))).toEqual(new Set(["tls"]));
      const invite = wire.find(({ startLine }) => startLine.startsWith("INVITE"))?.text ?? "";
      expect(invite).toContain("Via: SIP/2.0/TLS 127.0.0.1:");
      expect(invite).toMatch(/Contact: <sip:\d+@127\.0\.0\.1:\d+;transport=tls>/);
    }
    expect(pbx.calls()).toEqual([]);
  });

  test("are told to fetch their configuration over their connection", async () => {
    const { pbx, tls } = await startBackend();
    const desk = await registered(1, "1001", tls);
    expect(await pbx.notifyCheckSync(desk.mac, true)).toBe(true);
    await desk.until(() => desk.checkSyncs.length === 1);
    expect(desk.checkSyncs).toEqual([true]);
  });

  test("are forgotten when their connection closes, and only they (PBX-61)", async () => {
    const { pbx, tls } = await startBackend();
    const gone = await registered(1, "1001", tls);
    const stays = await registered(2, "1002", tls);
    await gone.sip.flow.close();
    // The close is on its way before what the other asks now.
    while (pbx.contacts("1001").length > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(pbx.contacts("1002")).toHaveLength(1);
    expect(await pbx.notifyCheckSync(stays.mac, false)).toBe(true);
    await stays.until(() => stays.checkSyncs.length === 1);
  });
});

describe("a certificate that proves nothing", () => {
  test.each([
    ["expired", "certificate expired"],
    ["other-name", "certificate is for another name"],
    ["untrusted", "certificate is not trusted"],
  ] as const)("%s: the registration fails with the reason", async (kind, reason) => {
    const lab = await made(kind);
    const { pbx, tls } = await startBackend(lab);
    const desk = new Desk(1, lab);
    await desk.register("1001", tls);
    await desk.state("failing");
    expect(desk.of("registration").at(-1)).toMatchObject({ status: 0, reason });
    expect(pbx.contacts()).toEqual([]);
  });

  test("is looked at again after a wait", async () => {
    const lab = await made("expired");
    const { tls } = await startBackend(lab);
    const desk = new Desk(1, lab);
    await desk.register("1001", tls);
    const failures = () => desk.of("registration").filter(({ state }) => state === "failing");
    await desk.until(() => failures().length === 2);
    expect(failures().map(({ reason }) => reason)).toEqual(["certificate expired", "certificate expired"]);
  });

  test("a server by another name than the configured one is no server of ours", async () => {
    const { tls } = await startBackend();
    const desk = new Desk(1);
    await desk.register("1001", tls, "elsewhere.test");
    await desk.state("failing");
    expect(desk.of("registration").at(-1)?.reason).toBe("certificate is for another name");
  });

  test("is taken by a phone with fault certificate-unchecked", async () => {
    const lab = await made("untrusted");
    const { tls } = await startBackend(lab);
    const desk = new Desk(1, lab, ["certificate-unchecked"]);
    await desk.register("1001", tls);
    await desk.state("registered");
  });
});

function made(kind: CertificateKind): Promise<LabCertificates> {
  return makeLabCertificates({ names: ["pbx.test"], kind, now: new Date() });
}
