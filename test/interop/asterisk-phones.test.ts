import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { startPsap } from "../../sim/psap/lab-psap.js";
import type { PsapEvent } from "../../sim/psap/psap-event.js";
import { scratchFolder } from "../e2e/scratch.js";
import { sampleInput } from "../unit/backend/sample-setup.js";
import { freePorts, requireAsterisk, startAsterisk } from "./asterisk.js";
import { forward } from "./forward.js";
import { runBackend } from "./running-backend.js";
import { playPhone } from "./simulated-phone.js";

beforeEach(requireAsterisk);

/** Where Asterisk listens; the hot-desk module has the same ports on another address. */
const pbxHost = "127.0.0.4";

/** The built-in setup, whose templates send phones to Asterisk. */
function setupFor(transport: "udp" | "tcp" | "tls", ports: { readonly sip: number; readonly tls: number }) {
  const input = sampleInput();
  for (const template of Object.values(input.templates ?? {})) {
    Object.assign(template ?? {}, { "server-address": pbxHost });
  }
  return { ...input, "sip-transport": transport, "sip-port": ports.sip, "sip-tls-port": ports.tls };
}

const steps = [
  { "power-on": "desk" },
  { login: { phone: "desk", extension: "1008", pin: "94617208" } },
  { expect: { phone: "desk", registered: "1008", within: "20s" } },
  { logout: "desk" },
  { expect: { phone: "desk", registered: "9000", within: "20s" } },
  { dial: { phone: "desk", number: "911", as: "help" } },
  { expect: { call: "help", state: "answered", within: "20s" } },
  { "hang-up": { phone: "desk", call: "help" } },
];

test.each(["udp", "tcp", "tls"] as const)(
  "over %s a phone logs in and out on Asterisk, and its 911 call reaches the PSAP with the number of the desk",
  async (transport) => {
    const folder = scratchFolder({ onTestFinished });
    const setup = join(folder, "setup.yaml");
    const [sipPort, tlsPort] = await freePorts(pbxHost);
    const ports = { sip: sipPort, tls: tlsPort };
    writeFileSync(setup, JSON.stringify(setupFor(transport, ports)));
    const scenario = join(folder, "scenario.yaml");
    const phones = { desk: { model: "CIP270", location: "chicago" } };
    writeFileSync(scenario, JSON.stringify({ scenario: "Help by Asterisk", setup, phones, steps }));

    const events: PsapEvent[] = [];
    const psap = await startPsap({
      host: "127.0.0.1",
      port: 0,
      answer: "answer",
      onEvent: (event) => events.push(event),
    });
    onTestFinished(() => psap.stop());
    const pbx = await startAsterisk(setup, {
      ...{ host: pbxHost, ports },
      flags: ["--psap", `${psap.address.host}:${psap.address.port}`],
    });
    const keys = join(pbx.folder, "keys");
    const backend = await runBackend(
      ["--certificate", join(keys, "asterisk.pem"), "--key", join(keys, "asterisk.key")],
      setup,
    );
    // A template has one address for all: files and apps of the module are behind that of the PBX.
    const { hostname, port } = new URL(backend.configServer);
    await forward({ host: pbxHost, port: Number(port) }, { host: hostname, port: Number(port) });
    const sip = { ...pbx.sip, "tls-port": pbx.tlsPort };
    const phone = playPhone(scenario, backend, { sip, allow: ["911"] });
    await phone.event({ type: "registration", state: "registered", extension: "9000" });
    expect(await pbx.console("pjsip show contacts")).toMatch(/9000\/sip:9000@127\.20\./);

    expect(await phone.ended).toMatchObject({ code: 0, stdout: expect.stringContaining("1 passed") });
    expect(events.filter(({ type }) => type === "call")).toMatchObject([
      { answer: "answered", number: "911", callerId: "3125550100" },
    ]);
    expect(pbx.complaints()).toEqual([]);
  },
);
