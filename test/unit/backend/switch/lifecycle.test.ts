import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { startSwitch } from "../../../../sim/backend/switch/switch.js";
import { createRandom } from "../../../../sim/model/random.js";
import { lossModel } from "../../../../sim/sip/transport/loss.js";
import { AdminClient } from "./rig/admin-client.js";
import { answeringApp } from "./rig/answering-app.js";
import { answer, inDialog, request, sdp } from "./rig/messages.js";
import { tcpPhone } from "./rig/raw-phone.js";
import { anApp, aSwitch, onUdp } from "./rig/switch-rig.js";

const options = { host: "127.0.0.1", udpPort: 0, tcpPort: 0, secret: "cymru" };

/** Sockets and servers of this process; those of earlier tests may still be on their way out. */
function openHandles(): number {
  return process.getActiveResourcesInfo().filter((each) => /^(TCP|UDP)/.test(each)).length;
}

describe("a switch", () => {
  it("has one port number for UDP and TCP", async () => {
    const sipSwitch = await aSwitch();
    expect(sipSwitch.udp).toEqual(sipSwitch.tcp);
    expect(sipSwitch.admin.host).toBe("127.0.0.1");
  });

  it("says which port is taken", async () => {
    const { udp } = await aSwitch();
    await expect(startSwitch({ ...options, udpPort: udp.port, tcpPort: udp.port })).rejects.toMatchObject({
      code: "DF_SIP_BIND",
    });
    await expect(startSwitch({ ...options, udpPort: udp.port })).rejects.toMatchObject({
      code: "DF_SIP_BIND",
    });
  });

  it("frees its ports and keeps no handle when it stops, whatever is open", async () => {
    const before = openHandles();
    const sipSwitch = await startSwitch({ ...options, timers: { t1: 50, t2: 400, t4: 500 } });
    const admin = await AdminClient.to(sipSwitch);
    admin.send("l|authenticate|cymru|");
    admin.send("r|route|invite");
    await admin.hear(/\|response\|r\|OK/);
    const phone = await tcpPhone(sipSwitch.tcp);
    phone.send(request(phone, { method: "INVITE", transport: "TCP" }));
    await phone.response(100);
    await sipSwitch.stop();
    await admin.closed;
    await phone.close();
    const udp = createSocket("udp4").bind(sipSwitch.udp.port, "127.0.0.1");
    const tcp = createServer().listen(sipSwitch.tcp.port, "127.0.0.1");
    const again = createServer().listen(sipSwitch.admin.port, "127.0.0.1");
    await Promise.all([udp, tcp, again].map((each) => once(each, "listening")));
    await Promise.all([udp, tcp, again].map((each) => new Promise<void>((done) => each.close(() => done()))));
    await new Promise((resolve) => setImmediate(resolve));
    expect(openHandles()).toBeLessThanOrEqual(before);
  });
});

describe("a network that loses 40 % in both directions", () => {
  const timers = { t1: 10, t2: 80, t4: 100 };

  it("does not keep the switch from answering, and the application sees each call once", async () => {
    // 64·T1 is how long a repeat is known as one: longer than any pause of a busy machine.
    const patient = { t1: 50, t2: 400, t4: 500 };
    const sipSwitch = await aSwitch({ timers: patient, lose: lossModel(createRandom(1), 0.4) });
    let registers = 0;
    await anApp(sipSwitch, (srf) => {
      srf.use("register", (_req, res) => {
        registers += 1;
        res.send(200);
      });
    });
    const phone = await onUdp(sipSwitch);
    for (let each = 0; each < 10; each++) {
      const register = request(phone, { method: "REGISTER" });
      const from = phone.heard.length;
      const repeat = setInterval(() => phone.send(register), patient.t1);
      phone.send(register);
      await phone.response(200, "REGISTER", from);
      clearInterval(repeat);
    }
    expect(registers).toBe(10);
  });

  it("does not keep calls from standing and ending", async () => {
    const sipSwitch = await aSwitch({ timers, lose: lossModel(createRandom(2), 0.4) });
    const app = await answeringApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const invite = request(phone, { method: "INVITE" });
    const repeat = setInterval(() => phone.send(invite), timers.t1);
    const ok = await phone.response(200);
    clearInterval(repeat);
    const dialog = await app.dialog();
    const acknowledged = once(dialog, "ack");
    const ack = inDialog(phone, invite, ok, { method: "ACK", sequence: 1 });
    const repeatAck = setInterval(() => phone.send(ack), timers.t1);
    await acknowledged;
    clearInterval(repeatAck);
    dialog.destroy();
    await phone.request("BYE");
  });

  it("does not keep the application from reaching a phone", async () => {
    const sipSwitch = await aSwitch({ timers, lose: lossModel(createRandom(3), 0.4) });
    const srf = await anApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const call = srf.createUAC(`sip:1002@127.0.0.1:${phone.local.port}`, { localSdp: sdp });
    const ok = answer(phone, await phone.request("INVITE"), 200, { body: sdp });
    const repeat = setInterval(() => phone.send(ok), timers.t1);
    await phone.request("ACK");
    clearInterval(repeat);
    await call;
  });
});
