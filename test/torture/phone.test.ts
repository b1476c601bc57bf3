import { describe, expect, onTestFinished, test } from "vitest";
import { accountOf, configFile } from "../unit/phone/support/config-file.js";
import { createDesk, type TestDesk } from "../unit/phone/support/desk.js";
import { profileOf } from "../unit/phone/support/profile.js";
import { startWebServer } from "../unit/phone/support/web-server.js";
import { tortureMessages } from "./corpus.js";
import {
  type Answers,
  allowedAnswers,
  expectAnswer,
  expectOnly,
  expectService,
  streamRules,
} from "./exchange.js";
import { type RegistrarPeer, tcpRegistrar, udpRegistrar } from "./registrar-peer.js";

/** A registered handset of the user whom most messages of the RFC are for. */
async function registeredDesk(pbx: RegistrarPeer, transport: "udp" | "tcp"): Promise<TestDesk> {
  const web = await startWebServer();
  onTestFinished(() => web.stop());
  const account = { extension: "user", server: `127.0.0.1:${pbx.port}`, transport };
  web.replies.set("/cfg001fc1000007.xml", configFile(accountOf(profileOf("CIP270"), account)));
  const desk = createDesk({ configServer: `${web.url}/` });
  await desk.handset.powerOn();
  await desk.until("registration", ({ state }) => state === "registered");
  return desk;
}

/** What the phone may say; none: it must say nothing. */
const answersToValid: Answers = {
  // A To tag of no dialog that is there (RFC 3261 §12.2.2).
  wsinv: [481],
  intmeth: [405, 501],
  esc02: [405, 501],
  // The user is "sips:user@example.com", whole and escaped.
  esc01: [404],
  longreq: [180],
  lwsdisp: [200],
  baddate: [180],
  semiuri: [200, 404],
  transports: [200],
  mpart01: [405],
  unreason: [],
  noreason: [],
  bcast: [],
  badbranch: [200, 400],
  bext01: [420],
  invut: [415],
  zeromf: [200],
  sdp01: [406, 400],
  // Without From tag and Contact: not served for the sake of RFC 2543.
  inv2543: [400],
  // "Endpoints choosing not to act as registrars will simply reject the request."
  escnull: [405],
  dblreq: [405],
  unksm2: [405],
  regaut01: [405],
  cparam01: [405],
  cparam02: [405],
  regescrt: [405],
};

describe("RFC 4475 over UDP", () => {
  test.each(tortureMessages())("$section $name: what is allowed, then an OPTIONS", async (message) => {
    const pbx = await udpRegistrar();
    const desk = await registeredDesk(pbx, "udp");
    const allowed = allowedAnswers(message, answersToValid);
    pbx.send(message.data);
    await expectAnswer(pbx, allowed);
    await expectService(pbx, "UDP");
    expectOnly(pbx, allowed);
    expect(desk.handset.view.registration).toBe("registered");
  });
});

describe("RFC 4475 over TCP", () => {
  test.each(tortureMessages())("$section $name: what is allowed, then an OPTIONS", async (message) => {
    const pbx = await tcpRegistrar();
    const desk = await registeredDesk(pbx, "tcp");
    const { waits, ends, also = [] } = streamRules(message);
    const allowed = waits ? [] : [...allowedAnswers(message, answersToValid), ...also];
    const before = desk.events.length;
    pbx.send(message.data);
    await expectAnswer(pbx, allowed);
    if (waits) pbx.hangUp();
    if (ends || waits) await desk.until("registration", ({ state }) => state === "registered", before);
    await expectService(pbx, "TCP");
    expectOnly(pbx, allowed);
    expect(desk.handset.view.registration).toBe("registered");
  });
});
