import { beforeAll, describe, expect, test } from "vitest";
import type { LabCertificates } from "../../../sim/backend/certificates.js";
import type { SocketAddress } from "../../../sim/sip/transport/transport.js";
import { labCertificates, startTlsBackend, TlsDesk } from "./tls-rig.js";

let good: LabCertificates;

beforeAll(async () => {
  good = await labCertificates("good");
});

async function registered(number: number, extension: string, server: SocketAddress): Promise<TlsDesk> {
  const desk = new TlsDesk(number, good);
  await desk.register(extension, server);
  await desk.state("registered");
  return desk;
}

describe("phones on TLS", () => {
  test("register, and the PBX knows them by their connection", async () => {
    const { pbx, tls } = await startTlsBackend(good);
    await registered(1, "1001", tls);
    const [contact] = pbx.contacts("1001");
    expect(contact?.uri).toMatch(/^sip:1001@127\.0\.0\.1:\d+;transport=tls$/);
    expect(contact?.source).toMatch(/^tls:127\.0\.0\.1:\d+$/);
  });

  test("call each other both ways, and hang up from either side", async () => {
    const { pbx, tls } = await startTlsBackend(good);
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

  test("are asked to fetch their configuration over their connection", async () => {
    const { pbx, tls } = await startTlsBackend(good);
    const desk = await registered(1, "1001", tls);
    expect(await pbx.notifyCheckSync(desk.mac, true)).toBe(true);
    await desk.until(() => desk.checkSyncs.length === 1);
    expect(desk.checkSyncs).toEqual([true]);
  });

  test("are forgotten when their connection closes, and only they (PBX-61)", async () => {
    const { pbx, tls } = await startTlsBackend(good);
    const gone = await registered(1, "1001", tls);
    const stays = await registered(2, "1002", tls);
    await gone.sip.transport.close();
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
    const lab = await labCertificates(kind);
    const { pbx, tls } = await startTlsBackend(lab);
    const desk = new TlsDesk(1, lab);
    await desk.register("1001", tls);
    await desk.state("failing");
    expect(desk.of("registration").at(-1)).toMatchObject({ status: 0, reason });
    expect(pbx.contacts()).toEqual([]);
  });

  test("is looked at again after a wait", async () => {
    const lab = await labCertificates("expired");
    const { tls } = await startTlsBackend(lab);
    const desk = new TlsDesk(1, lab);
    await desk.register("1001", tls);
    const failures = () => desk.of("registration").filter(({ state }) => state === "failing");
    await desk.until(() => failures().length === 2);
    expect(failures().map(({ reason }) => reason)).toEqual(["certificate expired", "certificate expired"]);
  });

  test("a server by another name than the configured one is not a server of ours", async () => {
    const { tls } = await startTlsBackend(good);
    const desk = new TlsDesk(1, good);
    await desk.register("1001", tls, "elsewhere.test");
    await desk.state("failing");
    expect(desk.of("registration").at(-1)?.reason).toBe("certificate is for another name");
  });

  test("is taken by a phone that checks no certificate", async () => {
    const lab = await labCertificates("untrusted");
    const { tls } = await startTlsBackend(lab);
    const desk = new TlsDesk(1, lab, false);
    await desk.register("1001", tls);
    await desk.state("registered");
  });
});
