import { once } from "node:events";
import Srf from "drachtio-srf";
import { afterEach } from "vitest";
import { type Switch, type SwitchOptions, startSwitch } from "../../../../../sim/backend/switch/switch.js";
import { type RawPhone, tcpPhone, udpPhone } from "./raw-phone.js";

/** Ten times faster than RFC 3261: a transaction gives up after 3.2 s. */
export const fastTimers = { t1: 50, t2: 400, t4: 500 };

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
export async function anApp(sipSwitch: Switch, prepare: (srf: Srf) => void = () => {}): Promise<Srf> {
  const srf = new Srf();
  prepare(srf);
  srf.on("error", () => {});
  toClose.push(() => srf.disconnect());
  const connected = once(srf, "connect");
  void srf.connect({ host: sipSwitch.admin.host, port: sipSwitch.admin.port, secret: "cymru" });
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
