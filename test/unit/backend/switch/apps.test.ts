import { once } from "node:events";
import Srf from "drachtio-srf";
import { describe, expect, it } from "vitest";
import { header } from "../../../../sim/sip/message/message.js";
import { answeringApp } from "./rig/answering-app.js";
import { answer, inDialog, request, sdp } from "./rig/messages.js";
import type { RawPhone } from "./rig/raw-phone.js";
import { requestOf } from "./rig/srf-request.js";
import { aMortalApp, anApp, aSwitch, onUdp } from "./rig/switch-rig.js";

function ok(srf: Srf, count: () => void): void {
  srf.use("register", (_req, res) => {
    count();
    res.send(200);
  });
}

async function registered(phone: RawPhone, times: number): Promise<void> {
  for (let each = 0; each < times; each++) {
    const from = phone.heard.length;
    phone.send(request(phone, { method: "REGISTER" }));
    await phone.response(200, "REGISTER", from);
  }
}

describe("applications", () => {
  it("get an error when the secret is wrong", async () => {
    const sipSwitch = await aSwitch();
    const srf = new Srf();
    srf.on("error", () => {});
    const refused = once(srf, "connect");
    const config = { ...sipSwitch.admin, secret: "wrong", reconnect: { maxAttempts: 1 } };
    void srf.connect(config);
    const [error] = await refused;
    expect(error).toMatchObject({ message: "failed to authenticate to server" });
  });

  it("leave phones with a 503 while there is none for the method", async () => {
    const sipSwitch = await aSwitch();
    await anApp(sipSwitch, (srf) => srf.invite(() => {}));
    const phone = await onUdp(sipSwitch);
    for (const method of ["REGISTER", "OPTIONS", "MESSAGE", "FROBNICATE"]) {
      phone.send(request(phone, { method }));
      await phone.response(503, method);
    }
  });

  it("take turns", async () => {
    const sipSwitch = await aSwitch();
    const counts = [0, 0, 0];
    for (const index of counts.keys()) {
      await anApp(sipSwitch, (srf) => ok(srf, () => counts.splice(index, 1, (counts[index] ?? 0) + 1)));
    }
    await registered(await onUdp(sipSwitch), 9);
    expect(counts).toEqual([3, 3, 3]);
  });

  it("lose nothing to the others when one crashes", async () => {
    const sipSwitch = await aSwitch();
    let living = 0;
    await anApp(sipSwitch, (srf) => ok(srf, () => living++));
    const doomed = await aMortalApp(sipSwitch, (srf) => ok(srf, () => {}));
    const phone = await onUdp(sipSwitch);
    await registered(phone, 2);
    const closed = once(doomed.srf, "close");
    doomed.crash();
    await closed;
    const before = living;
    await registered(phone, 4);
    expect(living - before).toBe(4);
  });

  it("come back after a crash with their routes, once", async () => {
    const sipSwitch = await aSwitch();
    let asked = 0;
    const { srf, crash } = await aMortalApp(sipSwitch, (each) => ok(each, () => asked++), {
      comesBack: true,
    });
    const phone = await onUdp(sipSwitch);
    await registered(phone, 1);
    const again = once(srf, "connect");
    crash();
    await again;
    await registered(phone, 3);
    expect(asked).toBe(4);
  });
});

describe("an application that crashes", () => {
  it("leaves no request without an answer", async () => {
    const sipSwitch = await aSwitch();
    let left = 3;
    let allIn = (): void => {};
    const arrived = new Promise<void>((resolve) => {
      allIn = resolve;
    });
    const count = (): void => {
      left -= 1;
      if (left === 0) allIn();
    };
    const { crash } = await aMortalApp(sipSwitch, (each) => {
      each.use("register", count);
      each.invite((req, res) => {
        if (req.calledNumber === "ring") res.send(180);
        count();
      });
    });
    const phone = await onUdp(sipSwitch);
    phone.send(request(phone, { method: "REGISTER" }));
    phone.send(request(phone, { method: "INVITE", uri: "sip:silent@pbx.test" }));
    phone.send(request(phone, { method: "INVITE", uri: "sip:ring@pbx.test" }));
    await Promise.all([arrived, phone.response(180)]);
    crash();
    await phone.response(503, "REGISTER");
    await phone.response(503, "INVITE");
    await phone.response(480, "INVITE");
  });

  it("leaves no call without control", async () => {
    const sipSwitch = await aSwitch();
    const app = await answeringApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const invite = request(phone, { method: "INVITE" });
    phone.send(invite);
    const answered = await phone.response(200);
    const acknowledged = once(await app.dialog(), "ack");
    phone.send(inDialog(phone, invite, answered, { method: "ACK", sequence: 1 }));
    await acknowledged;
    app.crash();
    phone.send(answer(phone, await phone.request("BYE"), 200));
    phone.send(inDialog(phone, invite, answered, { method: "INFO", sequence: 2 }));
    await phone.response(481, "INFO");
  });

  it("leaves a call alone that it has just ended: a second BYE would belong to no call", async () => {
    const sipSwitch = await aSwitch();
    const app = await answeringApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const invite = request(phone, { method: "INVITE" });
    phone.send(invite);
    const answered = await phone.response(200);
    const dialog = await app.dialog();
    const acknowledged = once(dialog, "ack");
    phone.send(inDialog(phone, invite, answered, { method: "ACK", sequence: 1 }));
    await acknowledged;
    void dialog.destroy();
    await phone.request("BYE");
    // The switch has seen the application go once it has an answer of its own to this one, and to the next.
    phone.send(request(phone, { method: "INVITE", uri: "sip:silent@pbx.test" }));
    app.crash();
    await phone.response(503, "INVITE");
    phone.send(inDialog(phone, invite, answered, { method: "INFO", sequence: 2 }));
    await phone.response(481, "INFO");
    const byes = phone.heard.filter((each) => each.kind === "request" && each.method === "BYE");
    expect(new Set(byes.map((each) => header(each, "CSeq")))).toEqual(new Set(["1 BYE"]));
  });

  it("has its ringing calls cancelled", async () => {
    const sipSwitch = await aSwitch();
    const { srf, crash } = await aMortalApp(sipSwitch, () => {});
    const phone = await onUdp(sipSwitch);
    const uri = `sip:1002@127.0.0.1:${phone.local.port}`;
    await requestOf(srf, uri, { method: "INVITE", body: sdp });
    const invite = await phone.request("INVITE");
    phone.send(answer(phone, invite, 180));
    crash();
    phone.send(answer(phone, await phone.request("CANCEL"), 200));
    phone.send(answer(phone, invite, 487));
    await phone.request("ACK");
  });

  it("has its calls ended that are answered too late", async () => {
    const sipSwitch = await aSwitch();
    const { srf, crash } = await aMortalApp(sipSwitch, () => {});
    const phone = await onUdp(sipSwitch);
    const uri = `sip:1002@127.0.0.1:${phone.local.port}`;
    await requestOf(srf, uri, { method: "INVITE", body: sdp });
    const invite = await phone.request("INVITE");
    phone.send(answer(phone, invite, 180));
    crash();
    await phone.request("CANCEL");
    phone.send(answer(phone, invite, 200, { body: sdp }));
    await phone.request("ACK");
    await phone.request("BYE");
  });
});
