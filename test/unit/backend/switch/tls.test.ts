import { beforeAll, describe, expect, it } from "vitest";
import { type LabCertificates, makeLabCertificates } from "../../../../sim/backend/certificates.js";
import type { Switch, SwitchOptions } from "../../../../sim/backend/switch/switch.js";
import { header } from "../../../../sim/sip/message/message.js";
import type { SocketAddress, StreamProtocol } from "../../../../sim/sip/transport/transport.js";
import { AdminClient } from "./rig/admin-client.js";
import { answeringApp } from "./rig/answering-app.js";
import { answer, inDialog, request, sdp } from "./rig/messages.js";
import type { RawPhone } from "./rig/raw-phone.js";
import { requestOf } from "./rig/srf-request.js";
import { anApp, aSwitch, onTcp, onTls } from "./rig/switch-rig.js";

const transport = "TLS";
let lab: LabCertificates;

beforeAll(async () => {
  lab = await makeLabCertificates({ names: ["127.0.0.1"], kind: "good", now: new Date() });
});

function tlsSwitch(options: Partial<SwitchOptions> = {}): Promise<Switch> {
  return aSwitch({ tls: { ...lab, port: 0 }, ...options });
}

function uriOf({ local }: RawPhone): string {
  return `sip:1002@${local.host}:${local.port};transport=tls`;
}

describe("a switch with a certificate", () => {
  it("tells applications where it speaks TLS, and serves a REGISTER there", async () => {
    const sipSwitch = await tlsSwitch();
    const admin = await AdminClient.to(sipSwitch);
    admin.send("l|authenticate|cymru|");
    await admin.hear(new RegExp(`udp/127.0.0.1:${sipSwitch.udp.port},tls/127.0.0.1:${sipSwitch.tls?.port}`));
    admin.send("r|route|register");
    await admin.hear(/\|response\|r\|OK/);
    const phone = await onTls(sipSwitch, lab.authority);
    phone.send(request(phone, { method: "REGISTER", transport }));
    const frame = await admin.hear(/\|sip\|network/);
    expect(frame).toContain(`|tls|127.0.0.1|${phone.local.port}|`);
    expect(frame).toContain(`|127.0.0.1|${sipSwitch.tls?.port}|`);
  });

  it("answers over the connection that asked", async () => {
    const sipSwitch = await tlsSwitch();
    await anApp(sipSwitch, (srf) => srf.use("register", (_req, res) => res.send(200)));
    const phone = await onTls(sipSwitch, lab.authority);
    phone.send(request(phone, { method: "REGISTER", transport }));
    expect(header(await phone.response(200, "REGISTER"), "Via")).toMatch(/^SIP\/2\.0\/TLS /);
  });

  it("has no TLS without one, and a phone there is out of reach", async () => {
    const sipSwitch = await aSwitch();
    expect(sipSwitch.tls).toBeUndefined();
    const srf = await anApp(sipSwitch);
    const sent = await requestOf(srf, "sip:1002@127.0.0.1:9;transport=tls", { method: "NOTIFY" });
    expect((await sent.final).status).toBe(503);
  });
});

describe("a phone on TLS", () => {
  it("calls, and the whole dialog stays on its connection", async () => {
    const sipSwitch = await tlsSwitch();
    const app = await answeringApp(sipSwitch);
    const phone = await onTls(sipSwitch, lab.authority);
    const invite = request(phone, { method: "INVITE", transport });
    phone.send(invite);
    const ok = await phone.response(200, "INVITE");
    const here = `127.0.0.1:${sipSwitch.tls?.port}`;
    expect(header(ok, "Contact")).toBe(`<sip:${here};transport=tls>`);
    phone.send(inDialog(phone, invite, ok, { method: "ACK", sequence: 1, transport }));
    const dialog = await app.dialog();
    void dialog.request({ method: "INFO" } as never);
    const info = await phone.request("INFO");
    expect(header(info, "Via")).toMatch(new RegExp(`^SIP/2.0/TLS ${here};branch=z9hG4bK`));
    phone.send(answer(phone, info, 200));
    dialog.destroy();
    phone.send(answer(phone, await phone.request("BYE"), 200));
  });

  it("is called and notified over its connection", async () => {
    const sipSwitch = await tlsSwitch();
    const srf = await anApp(sipSwitch, (each) => each.use("register", (_req, res) => res.send(200)));
    const phone = await onTls(sipSwitch, lab.authority);
    phone.send(request(phone, { method: "REGISTER", transport }));
    await phone.response(200, "REGISTER");
    const notify = await requestOf(srf, uriOf(phone), {
      method: "NOTIFY",
      headers: { Event: "check-sync;reboot=false", Contact: "<sip:1002@localhost>" },
    });
    const heard = await phone.request("NOTIFY");
    expect(header(heard, "Contact")).toBe(`<sip:1002@127.0.0.1:${sipSwitch.tls?.port}>`);
    phone.send(answer(phone, heard, 200));
    expect((await notify.final).status).toBe(200);
    const call = srf.createUAC(uriOf(phone), { localSdp: sdp });
    const invite = await phone.request("INVITE");
    expect(header(invite, "Contact")).toBe(`<sip:127.0.0.1:${sipSwitch.tls?.port};transport=tls>`);
    phone.send(answer(phone, invite, 200, { body: sdp, transport: "tls" }));
    await phone.request("ACK");
    const dialog = await call;
    dialog.destroy();
    await phone.request("BYE");
  });

  it("is out of reach once its connection is closed: it is not dialled", async () => {
    const closed: [StreamProtocol, SocketAddress][] = [];
    let tell = (): void => {};
    const both = new Promise<void>((resolve) => {
      tell = () => closed.length === 2 && resolve();
    });
    const sipSwitch = await tlsSwitch({
      onConnectionClosed: (protocol, far) => {
        closed.push([protocol, far]);
        tell();
      },
    });
    const srf = await anApp(sipSwitch, (each) => each.use("register", (_req, res) => res.send(200)));
    const phone = await onTls(sipSwitch, lab.authority);
    const plain = await onTcp(sipSwitch);
    phone.send(request(phone, { method: "REGISTER", transport }));
    await phone.response(200, "REGISTER");
    const open = await requestOf(srf, uriOf(phone), { method: "INVITE", body: sdp });
    await phone.request("INVITE");
    await phone.close();
    // What waits for an answer over it fails at once.
    expect((await open.final).status).toBe(503);
    await plain.close();
    await both;
    expect(closed).toEqual([
      ["tls", phone.local],
      ["tcp", plain.local],
    ]);
    const later = await requestOf(srf, uriOf(phone), { method: "NOTIFY" });
    expect((await later.final).status).toBe(503);
  });
});
