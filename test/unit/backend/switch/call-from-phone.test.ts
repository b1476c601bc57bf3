import { once } from "node:events";
import type { Dialog } from "drachtio-srf";
import { describe, expect, it } from "vitest";
import { header } from "../../../../sim/sip/message/message.js";
import { inDialog, onSameBranch, request, sdp } from "./rig/messages.js";
import { anApp, aSwitch, onUdp } from "./rig/switch-rig.js";

describe("a call that a phone places", () => {
  it("is answered, acknowledged and ended by the phone", async () => {
    const sipSwitch = await aSwitch();
    const dialogs: Promise<Dialog>[] = [];
    await anApp(sipSwitch, (srf) => {
      srf.invite((req, res) => {
        res.send(180);
        dialogs.push(srf.createUAS(req, res, { localSdp: sdp }));
      });
    });
    const phone = await onUdp(sipSwitch);
    const invite = request(phone, { method: "INVITE" });
    phone.send(invite);
    const ringing = await phone.response(180);
    expect(header(ringing, "Contact")).toBe(`<sip:127.0.0.1:${sipSwitch.udp.port}>`);
    const answered = await phone.response(200);
    expect(answered.body).toBe(sdp);
    expect(header(answered, "Content-Type")).toBe("application/sdp");
    expect(header(answered, "To")).toBe(header(ringing, "To"));
    expect(phone.heard.map((each) => (each.kind === "response" ? each.status : each.method))).toEqual([
      180, 200,
    ]);
    const dialog = await dialogs[0];
    if (!dialog) throw new Error("no dialog");
    const acknowledged = once(dialog, "ack");
    phone.send(inDialog(phone, invite, answered, { method: "ACK", sequence: 1 }));
    await acknowledged;
    const destroyed = once(dialog, "destroy");
    phone.send(inDialog(phone, invite, answered, { method: "BYE", sequence: 2 }));
    await phone.response(200, "BYE");
    await destroyed;
    phone.send(inDialog(phone, invite, answered, { method: "BYE", sequence: 3 }));
    await phone.response(481, "BYE");
  });

  it("is ended by the application", async () => {
    const sipSwitch = await aSwitch();
    await anApp(sipSwitch, (srf) => {
      srf.invite(async (req, res) => {
        const dialog = await srf.createUAS(req, res, { localSdp: sdp });
        dialog.on("ack", () => dialog.destroy());
      });
    });
    const phone = await onUdp(sipSwitch);
    const invite = request(phone, { method: "INVITE" });
    phone.send(invite);
    const answered = await phone.response(200);
    phone.send(inDialog(phone, invite, answered, { method: "ACK", sequence: 1 }));
    const bye = await phone.request("BYE");
    expect(bye.uri).toBe(`sip:1001@127.0.0.1:${phone.local.port}`);
    expect(header(bye, "From")).toBe(header(answered, "To"));
    expect(header(bye, "To")).toBe(header(invite, "From"));
  });

  it("is cancelled while it rings", async () => {
    const sipSwitch = await aSwitch();
    const cancelled: Promise<unknown>[] = [];
    await anApp(sipSwitch, (srf) => {
      srf.invite((req, res) => {
        cancelled.push(new Promise((resolve) => req.on("cancel", resolve)));
        res.send(180);
      });
    });
    const phone = await onUdp(sipSwitch);
    const invite = request(phone, { method: "INVITE" });
    phone.send(invite);
    await phone.response(180);
    phone.send(onSameBranch(invite, "CANCEL"));
    await phone.response(200, "CANCEL");
    const terminated = await phone.response(487, "INVITE");
    phone.send(onSameBranch(invite, "ACK", header(terminated, "To")));
    await Promise.all(cancelled);
  });
});
