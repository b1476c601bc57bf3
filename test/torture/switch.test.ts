import { describe, expect, onTestFinished, test } from "vitest";
import { startEmbeddedBackend } from "../../sim/backend/embedded.js";
import { loadProfiles, loadSetup } from "../../sim/cli/package-files.js";
import type { SocketAddress } from "../../sim/sip/transport/transport.js";
import { type TortureMessage, tortureMessages } from "./corpus.js";
import { statusOf } from "./heard.js";
import { ordinaryOptions } from "./ordinary-options.js";
import { answerableToSource, type Probe, tcpProbe, udpProbe } from "./probe.js";

const profiles = loadProfiles();
const setup = loadSetup("scenarios/setups/two-offices.yaml", profiles);

/** A switch with its PBX for one message alone: several messages of the RFC share a transaction id. */
async function startPbx(): Promise<SocketAddress> {
  const timers = { t1: 50, t2: 400, t4: 500 };
  const backend = await startEmbeddedBackend({ setup, profiles, seed: 1, faultsEnabled: false, timers });
  onTestFinished(() => backend.stop());
  const { host, udpPort: port } = backend.status.sip;
  return { host, port };
}

/** What the PBX may say to a stranger; none: it must say nothing. */
const answersToValid: Readonly<Record<string, readonly number[]>> = {
  // A To tag of no dialog that is there (RFC 3261 §12.2.2).
  wsinv: [481, 401],
  // A method that no application serves (503), or that it does not know.
  intmeth: [503, 501, 405],
  esc02: [503, 501, 405],
  esc01: [401],
  escnull: [401],
  lwsdisp: [401],
  longreq: [401],
  dblreq: [401],
  semiuri: [401],
  transports: [401],
  mpart01: [405, 401],
  unreason: [],
  noreason: [],
  // "It should respond with a 400 or take the branch for one of RFC 2543."
  badbranch: [401, 400],
  // The To is no address of record; but who asks is asked first.
  unksm2: [401, 400],
  bext01: [420, 401],
  invut: [415, 401],
  // "Will reject this request with a 401, issuing a new challenge with a scheme it understands."
  regaut01: [401],
  bcast: [],
  // Not 483: the PBX is where it ends.
  zeromf: [401],
  cparam01: [401],
  cparam02: [401],
  regescrt: [401],
  sdp01: [406, 400, 401],
  // Without From tag and Contact: not served for the sake of RFC 2543.
  inv2543: [400, 401],
};

function allowed({ name, outcome }: TortureMessage): readonly number[] {
  if (outcome.kind === "valid") return answersToValid[name] ?? [-1];
  return outcome.kind === "answer" ? outcome.statuses : [];
}

/** What is another matter on a stream than in a datagram. */
interface OnStream {
  /** Its body is shorter than it says: the rest may still come. */
  readonly waits?: true;
  /** Nobody knows where the next message begins, so there is none. */
  readonly ends?: true;
  readonly statuses?: readonly number[];
}

const onStream: Readonly<Record<string, OnStream>> = {
  clerr: { waits: true },
  multi01: { waits: true },
  ncl: { ends: true },
  mcl01: { ends: true },
  inv2543: { ends: true },
  // The INVITE is a message of its own and has no Contact (400); the bytes that follow it end the connection, if
  // need be before the answer to the REGISTER.
  dblreq: { ends: true, statuses: [400, 401] },
};

/** Waits for what the PBX says to the message. */
async function expectAnswer(probe: Probe, statuses: readonly number[]): Promise<void> {
  if (statuses.length === 0) return;
  const answer = await probe.heard.until((text) => statusOf(text) > 100);
  expect(statuses).toContain(statusOf(answer));
}

/** An OPTIONS that follows is answered, and nothing else was. */
async function expectService(probe: Probe, transport: "UDP" | "TCP", answers: number): Promise<void> {
  probe.send(ordinaryOptions("afterwards", transport));
  const answer = await probe.heard.until((text) => text.includes("\r\nCall-ID: afterwards\r\n"));
  expect(statusOf(answer)).toBe(200);
  expect(probe.heard.statuses).toHaveLength(answers + 1);
}

describe("RFC 4475 over UDP", () => {
  test.each(tortureMessages())(
    "$section $name: the answer that is allowed, and an OPTIONS after it",
    async (message) => {
      const probe = await udpProbe(await startPbx());
      const statuses = allowed(message);
      probe.send(answerableToSource(message.data));
      await expectAnswer(probe, statuses);
      await expectService(probe, "UDP", statuses.length === 0 ? 0 : 1);
    },
  );
});

describe("RFC 4475 over TCP", () => {
  test.each(tortureMessages())(
    "$section $name: the answer that is allowed, and an OPTIONS after it",
    async (message) => {
      const pbx = await startPbx();
      const probe = await tcpProbe(pbx);
      const { waits, ends, statuses: other } = onStream[message.name] ?? {};
      const statuses = waits ? [] : (other ?? allowed(message));
      probe.send(message.data);
      await expectAnswer(probe, statuses);
      if (ends) await probe.closed;
      if (ends || waits) await expectService(await tcpProbe(pbx), "TCP", 0);
      else await expectService(probe, "TCP", statuses.length === 0 ? 0 : 1);
      if (waits) expect(probe.heard.texts).toEqual([]);
    },
  );
});
