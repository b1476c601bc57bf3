import { expect, test } from "vitest";
import { makeLabCertificates } from "../../../../sim/backend/certificates.js";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { createRandom } from "../../../../sim/model/random.js";
import { createSipShared } from "../../../../sim/phone/sip-shared.js";
import { standardTimers } from "../../../../sim/sip/timers.js";
import { ownAddress } from "../support/own-address.js";
import { type Script, ScriptedRegistrar } from "./scripted-registrar.js";
import { openDesk } from "./test-desk.js";

const phones = 30;
/** Two hours of 30 phones, each second to its end: a busy machine takes its time. */
const timeout = 120_000;

type Protocol = "udp" | "tcp" | "tls";

/** A registrar, and whom its phones trust. Over TCP and TLS it has an address of its own, to find its port free again. */
async function startRegistrar(protocol: Protocol, script: Script) {
  const trust = { authority: undefined, checked: true };
  const host = ownAddress();
  switch (protocol) {
    case "udp":
      return { registrar: await ScriptedRegistrar.udp(script), trust };
    case "tcp":
      return { registrar: await ScriptedRegistrar.tcp(script, host), trust };
    case "tls": {
      const lab = await makeLabCertificates({ names: [host], kind: "good", now: new Date() });
      const registrar = await ScriptedRegistrar.tls(script, host, lab);
      return { registrar, trust: { ...trust, authority: lab.authority } };
    }
  }
}

/** 30 phones in time that the test moves, and a registrar that can go away and come back. */
async function fleet(protocol: Protocol) {
  let isUp = true;
  let answers = 0;
  const script: Script = (request) => {
    if (!isUp) return undefined;
    answers++;
    return request.accept(3600);
  };
  const { registrar, trust } = await startRegistrar(protocol, script);
  const clock = new ManualClock();
  const shared = createSipShared(clock, standardTimers);
  const { counters } = shared;
  const desks = await Promise.all(
    Array.from({ length: phones }, (_, index) =>
      openDesk({
        server: registrar.address,
        protocol,
        identity: { extension: String(1000 + index) },
        // An address of its own: without a connection a phone holds no port.
        sip: {
          ...{ bindHost: ownAddress(), clock, shared, timers: standardTimers },
          ...{ random: createRandom(index), trust },
        },
      }),
    ),
  );
  const inState = (state: string): number =>
    desks.filter(({ registration }) => registration.state === state).length;
  /** What has been sent is dealt with: by the registrar, or over TCP and TLS by the machine that refuses the connection. */
  const isQuiet = (): boolean => {
    const { sent, retransmits, success, flowsLost, late } = counters;
    if (protocol !== "udp") return sent === success + flowsLost - idleLost;
    const arrived = registrar.heard.length + registrar.copies.length;
    return arrived === sent + retransmits && success + late >= answers;
  };
  /** Connections that ended while nothing was asked. */
  let idleLost = 0;
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise((resolve) => setImmediate(resolve));
  };
  const pass = async (ms: number, stepMs: number, each = (): void => undefined): Promise<void> => {
    for (let passed = 0; passed < ms; passed += stepMs) {
      clock.advance(stepMs);
      await until(isQuiet);
      each();
    }
  };
  return {
    desks,
    counters,
    inState,
    until,
    pass,
    leave: async () => {
      isUp = false;
      if (protocol === "udp") return;
      await registrar.goDown();
      await until(() => inState("failing") === phones);
      idleLost = counters.flowsLost;
    },
    comeBack: async () => {
      isUp = true;
      if (protocol !== "udp") await registrar.listen();
    },
  };
}

// proves: F-26
test.each(["tls", "tcp", "udp"] as const)(
  "a registrar over %s that was gone for long has all phones back within 30 s, and not all at once",
  { timeout },
  async (protocol) => {
    const { desks, counters, inState, until, pass, leave, comeBack } = await fleet(protocol);
    for (const { registration } of desks) registration.register();
    await until(() => inState("registered") === phones);
    await leave();
    // Past the refresh of each, and long enough for the longest wait.
    await pass(7_200_000, 1000);
    expect(inState("failing")).toBe(phones);

    await comeBack();
    const perSecond: number[] = [];
    for (let second = 0; second < 30; second++) {
      const before = counters.sent;
      await pass(1000, 100);
      perSecond.push(counters.sent - before);
    }
    expect(inState("registered")).toBe(phones);
    expect(Math.max(...perSecond)).toBeLessThan(phones / 2);
  },
);
