import type { Dialog } from "drachtio-srf";
import { describe, expect, it } from "vitest";
import { header } from "../../../../sim/sip/message/message.js";
import { answer, inDialog, onSameBranch, request, sdp } from "./rig/messages.js";
import type { RawPhone } from "./rig/raw-phone.js";
import { anApp, aSwitch, onUdp } from "./rig/switch-rig.js";

const sdpB = sdp.replace("4000", "5000");

/** A caller and a callee on an application that does no more than join them. */
async function joined() {
  const sipSwitch = await aSwitch();
  const caller = await onUdp(sipSwitch);
  const callee = await onUdp(sipSwitch);
  const calls: Promise<{ uas: Dialog; uac: Dialog }>[] = [];
  await anApp(sipSwitch, (srf) => {
    srf.invite((req, res) => {
      const call = srf.createB2BUA(req, res, `sip:1002@127.0.0.1:${callee.local.port}`, {});
      call.then(
        ({ uas, uac }) => {
          uas.on("destroy", () => uac.destroy());
          uac.on("destroy", () => uas.destroy());
          uas.on("modify", async (again, response) => {
            response.send(200, { body: await uac.modify(again.msg.body) });
          });
        },
        () => {},
      );
      calls.push(call);
    });
  });
  const invite = request(caller, { method: "INVITE" });
  caller.send(invite);
  return { caller, callee, invite, calls, inviteB: await callee.request("INVITE") };
}

async function answered() {
  const parts = await joined();
  const { caller, callee, invite, inviteB, calls } = parts;
  callee.send(answer(callee, inviteB, 180));
  await caller.response(180);
  const okB = answer(callee, inviteB, 200, { body: sdpB });
  callee.send(okB);
  const ok = await caller.response(200);
  expect([inviteB.body, ok.body]).toEqual([sdp, sdpB]);
  await callee.request("ACK");
  caller.send(inDialog(caller, invite, ok, { method: "ACK", sequence: 1 }));
  await Promise.all(calls);
  return { ...parts, ok, okB };
}

async function byeAnswered(phone: RawPhone): Promise<void> {
  phone.send(answer(phone, await phone.request("BYE"), 200));
}

describe("two phones joined by an application", () => {
  it("talk until the caller hangs up", async () => {
    const { caller, callee, invite, ok } = await answered();
    caller.send(inDialog(caller, invite, ok, { method: "BYE", sequence: 2 }));
    await caller.response(200, "BYE");
    await byeAnswered(callee);
  });

  it("talk until the callee hangs up", async () => {
    const { caller, callee, inviteB, okB } = await answered();
    const bye = request(callee, {
      method: "BYE",
      callId: header(inviteB, "Call-ID") ?? "",
      from: header(okB, "To") ?? "",
      to: header(inviteB, "From") ?? "",
    });
    callee.send(bye);
    await callee.response(200, "BYE");
    await byeAnswered(caller);
  });

  it("go on hold by a re-INVITE", async () => {
    const { caller, callee, invite, ok } = await answered();
    const hold = `${sdp}a=sendonly\r\n`;
    const from = callee.heard.length;
    caller.send(inDialog(caller, invite, ok, { method: "INVITE", sequence: 2, body: hold }));
    const again = await callee.request("INVITE", from);
    expect(again.body).toBe(hold);
    callee.send(answer(callee, again, 200, { body: `${sdpB}a=recvonly\r\n` }));
    await callee.request("ACK", from);
    const held = await caller.hear((each) => each.body.includes("a=recvonly"));
    expect(header(held, "CSeq")).toBe("2 INVITE");
    caller.send(inDialog(caller, invite, ok, { method: "ACK", sequence: 2 }));
  });

  it("never talk: the caller cancels", async () => {
    const { caller, callee, invite, inviteB, calls } = await joined();
    callee.send(answer(callee, inviteB, 180));
    await caller.response(180);
    caller.send(onSameBranch(invite, "CANCEL"));
    await caller.response(487, "INVITE");
    callee.send(answer(callee, await callee.request("CANCEL"), 200));
    callee.send(answer(callee, inviteB, 487));
    await callee.request("ACK");
    await expect(calls[0]).rejects.toMatchObject({ status: 487 });
  });

  it("never talk: the callee is busy", async () => {
    const { caller, callee, inviteB, calls } = await joined();
    callee.send(answer(callee, inviteB, 486));
    await caller.response(486);
    await callee.request("ACK");
    await expect(calls[0]).rejects.toMatchObject({ status: 486 });
  });
});
