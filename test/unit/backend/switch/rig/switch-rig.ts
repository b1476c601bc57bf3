import { once } from "node:events";
import Srf from "drachtio-srf";
import { afterEach } from "vitest";
import { type Switch, type SwitchOptions, startSwitch } from "../../../../../sim/backend/switch/switch.js";
import type { SocketAddress } from "../../../../../sim/sip/transport/transport.js";
import { type RawPhone, tcpPhone, tlsPhone, udpPhone } from "./raw-phone.js";
import { relayTo } from "./relay.js";

/** Ten times faster than RFC 3261: a transaction gives up after 3.2 s. */
const fastTimers = { t1: 50, t2: 400, t4: 500 };

const toClose: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

/** Closed after the test. */
export async function aSwitch(options: Partial<SwitchOptions> = {}): Promise<Switch> {
  const started = await startSwitch({
    host: "127.0.0.1",
    udpPort: 0,
    tcpPort: 0,
    secret: "cymru",
    timers: fastTimers,
    ...options,
  });
  toClose.push(() => started.stop());
  return started;
}

/** A logged-in application; `prepare` registers its handlers before it connects. */
export async function anApp(
  sipSwitch: Pick<Switch, "admin">,
  prepare: (srf: Srf) => void = () => {},
): Promise<Srf> {
  const srf = await connectedApp(sipSwitch.admin, prepare);
  toClose.push(() => srf.disconnect());
  return srf;
}

/** An application whose connection `crash` breaks. It comes back if it may, else it is gone for good. */
export async function aMortalApp(
  sipSwitch: Pick<Switch, "admin">,
  prepare: (srf: Srf) => void,
  { comesBack = false } = {},
): Promise<{ srf: Srf; crash: () => void }> {
  const relay = await relayTo(sipSwitch.admin);
  toClose.push(() => relay.close());
  const srf = await connectedApp(relay.address, prepare, comesBack ? {} : { maxAttempts: 1 });
  if (comesBack) toClose.push(() => srf.disconnect());
  return { srf, crash: () => relay.cut() };
}

async function connectedApp(
  address: SocketAddress,
  prepare: (srf: Srf) => void,
  reconnect: { maxAttempts?: number } = {},
): Promise<Srf> {
  const srf = new Srf();
  prepare(srf);
  srf.on("error", () => {});
  const connected = once(srf, "connect");
  const config = { ...address, secret: "cymru", reconnect };
  void srf.connect(config);
  await connected;
  return srf;
}

export async function onUdp(sipSwitch: Switch): Promise<RawPhone> {
  const phone = await udpPhone(sipSwitch.udp);
  toClose.push(() => phone.close());
  return phone;
}

export async function onTcp(sipSwitch: Switch): Promise<RawPhone> {
  const phone = await tcpPhone(sipSwitch.tcp);
  toClose.push(() => phone.close());
  return phone;
}

export async function onTls(sipSwitch: Switch, authority: string): Promise<RawPhone> {
  if (!sipSwitch.tls) throw new Error("no TLS");
  const phone = await tlsPhone(sipSwitch.tls, authority);
  toClose.push(() => phone.close());
  return phone;
}
