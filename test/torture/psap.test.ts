import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { startPsap } from "../../sim/psap/lab-psap.js";
import type { PsapEvent } from "../../sim/psap/psap-event.js";
import type { SocketAddress } from "../../sim/sip/transport/transport.js";
import * as sip from "../arbitrary/sip-grammar.js";
import { pidfLo, sdp } from "../unit/psap/trunk.js";
import { type Answers, expectService } from "./exchange.js";
import { statusOf } from "./heard.js";
import { udpProbe } from "./probe.js";
import { tortureServer } from "./torture-server.js";

async function psap(onEvent: (event: PsapEvent) => void = () => {}): Promise<SocketAddress> {
  const timers = { t1: 20, t2: 160, t4: 200 };
  const running = await startPsap({
    ...{ host: "127.0.0.1", port: 0, answer: "answer", timers },
    onEvent,
  });
  onTestFinished(() => running.stop());
  return running.address;
}

/** What the PSAP may say; none: it must say nothing. */
const answersToValid: Answers = {
  // A To tag of no dialog that is there (RFC 3261 §12.2.2).
  wsinv: [481],
  // Methods that nobody serves.
  intmeth: [503],
  esc02: [503],
  // A call for help is answered, whatever is odd about it.
  esc01: [200],
  lwsdisp: [200],
  longreq: [200],
  semiuri: [200],
  transports: [200],
  baddate: [200],
  badbranch: [200],
  zeromf: [200],
  // Its answer may not hold what it has to hold; but help comes first.
  sdp01: [200],
  // No session at all that could be answered.
  invut: [415],
  inv2543: [400],
  escnull: [405],
  dblreq: [405],
  mpart01: [405],
  unksm2: [405],
  regaut01: [405],
  cparam01: [405],
  cparam02: [405],
  regescrt: [405],
  bext01: [420],
  unreason: [],
  noreason: [],
  bcast: [],
};

tortureServer(() => psap(), answersToValid);

/** Counts what a PSAP tells of calls. */
class Told {
  #count = 0;
  #wake: () => void = () => {};

  add({ type }: PsapEvent): void {
    if (type === "ended") return;
    this.#count += 1;
    this.#wake();
  }

  /** Resolves when one more was told of. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        if (this.#count === 0) return;
        this.#count -= 1;
        this.#wake = () => {};
        resolve();
      };
      this.#wake();
    });
  }
}

const content = fc.oneof(
  fc.constant({ type: "application/sdp", body: sdp }),
  fc.record({
    type: fc.constantFrom(
      "multipart/mixed;boundary=b",
      "application/pidf+xml",
      "multipart/mixed",
      "text/plain",
    ),
    body: fc.tuple(fc.nat(pidfLo.length), fc.string({ maxLength: 30 })).map(([at, text]) => {
      const pidf = pidfLo.slice(0, at) + text + pidfLo.slice(at);
      return `--b\r\nContent-Type: application/pidf+xml\r\n\r\n${pidf}\r\n--b\r\nContent-Type: application/sdp\r\n\r\n${sdp}\r\n--b--\r\n`;
    }),
  }),
);

test("no INVITE is left without an event, whatever stands in its headers and body", async () => {
  const told = new Told();
  const probe = await udpProbe(await psap((event) => told.add(event)));
  const { host, port } = probe.local;
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(
      sip.address,
      fc.array(sip.extraHeader, { maxLength: 3 }),
      content,
      async (from, extra, { type, body }) => {
        const id = `call-${++sent}-`;
        const bytes = Buffer.from(body);
        const lines = [
          "INVITE sip:911@127.0.0.1 SIP/2.0",
          `Via: SIP/2.0/UDP ${host}:${port};rport;branch=z9hG4bK${id}`,
          "Max-Forwards: 70",
          `From: ${from};tag=t`,
          "To: <sip:911@127.0.0.1>",
          `Call-ID: ${id}`,
          "CSeq: 1 INVITE",
          `Contact: <sip:pbx@${host}:${port}>`,
          ...extra.map(([name, value]) => `${name}: ${value}`),
          `Content-Type: ${type}`,
          `Content-Length: ${bytes.length}`,
        ];
        probe.send(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), bytes]));
        const answer = await probe.heard.until((text) => statusOf(text) > 100 && text.includes(id));
        expect(statusOf(answer)).not.toBe(500);
        await told.next();
      },
    ),
    { numRuns: 150, timeout: 3000, endOnFailure: true },
  );
  await expectService(probe, "UDP");
});
