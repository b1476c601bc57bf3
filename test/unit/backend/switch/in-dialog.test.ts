import { once } from "node:events";
import type { Dialog } from "drachtio-srf";
import { describe, expect, it } from "vitest";
import { header, type SipRequest } from "../../../../sim/sip/message/message.js";
import { answeringApp } from "./rig/answering-app.js";
import { answer, inDialog, onSameBranch, request, sdp } from "./rig/messages.js";
import { anApp, aSwitch, onUdp } from "./rig/switch-rig.js";

async function establishedCall() {
  const sipSwitch = await aSwitch();
  const app = await answeringApp(sipSwitch);
  const phone = await onUdp(sipSwitch);
  const invite = request(phone, { method: "INVITE" });
  phone.send(invite);
  const ok = await phone.response(200);
  const dialog = await app.dialog();
  const acknowledged = once(dialog, "ack");
  phone.send(inDialog(phone, invite, ok, { method: "ACK", sequence: 1 }));
  await acknowledged;
  return { sipSwitch, app, phone, invite, ok, dialog };
}

describe("requests of the phone in a dialog", () => {
  it.each(["INFO", "MESSAGE", "REFER", "NOTIFY", "OPTIONS"] as const)(
    "brings %s to the dialog",
    async (method) => {
      const { phone, invite, ok, dialog } = await establishedCall();
      dialog.on(method.toLowerCase() as "info", (_req, res) => res.send(202));
      phone.send(inDialog(phone, invite, ok, { method, sequence: 2 }));
      await phone.response(202, method);
    },
  );

  it.each([
    ["another To tag", (each: SipRequest) => replaced(each, "To", "<sip:1002@pbx.test>;tag=wrong")],
    ["another From tag", (each: SipRequest) => replaced(each, "From", "<sip:1001@pbx.test>;tag=wrong")],
    ["another Call-ID", (each: SipRequest) => replaced(each, "Call-ID", "wrong@test")],
  ])("answers 481 to a request with %s", async (_name, change) => {
    const { phone, invite, ok } = await establishedCall();
    phone.send(change(inDialog(phone, invite, ok, { method: "BYE", sequence: 2 })));
    await phone.response(481, "BYE");
  });

  it("answers 500 to a CSeq that is too low", async () => {
    const { phone, invite, ok } = await establishedCall();
    phone.send(inDialog(phone, invite, ok, { method: "INFO", sequence: 5 }));
    await phone.response(200, "INFO");
    phone.send(inDialog(phone, invite, ok, { method: "INFO", sequence: 4 }));
    expect(header(await phone.response(500, "INFO"), "Retry-After")).toBe("5");
  });

  it("answers 491 to a re-INVITE while ours is open, and 500 to a second one of the phone", async () => {
    const { phone, invite, ok, dialog } = await establishedCall();
    void dialog.modify(sdp);
    const ours = await phone.request("INVITE");
    phone.send(inDialog(phone, invite, ok, { method: "INVITE", sequence: 2 }));
    await phone.response(491, "INVITE");
    phone.send(answer(phone, ours, 200, { body: sdp }));
    await phone.request("ACK");
    dialog.on("modify", () => {});
    phone.send(inDialog(phone, invite, ok, { method: "INVITE", sequence: 3 }));
    await phone.response(100, "INVITE", phone.heard.length - 1);
    phone.send(inDialog(phone, invite, ok, { method: "INVITE", sequence: 4 }));
    await phone.response(500, "INVITE");
  });

  it("acknowledges the refusal of our re-INVITE once, and the call goes on", async () => {
    const { phone, invite, ok, dialog } = await establishedCall();
    const asked = dialog.request({ method: "INVITE", body: sdp } as never);
    phone.send(answer(phone, await phone.request("INVITE"), 488));
    expect((await asked).status).toBe(488);
    phone.send(inDialog(phone, invite, ok, { method: "INFO", sequence: 2 }));
    await phone.response(200, "INFO");
    expect(phone.heard.filter((each) => each.kind === "request" && each.method === "ACK")).toHaveLength(1);
  });

  it("follows the Contact of a re-INVITE", async () => {
    const { sipSwitch, phone, invite, ok, dialog } = await establishedCall();
    const elsewhere = await onUdp(sipSwitch);
    const moved = replaced(
      inDialog(phone, invite, ok, { method: "INVITE", sequence: 2 }),
      "Contact",
      `<sip:1001@127.0.0.1:${elsewhere.local.port}>`,
    );
    const from = phone.heard.length;
    phone.send(moved);
    const again = await phone.response(200, "INVITE", from);
    expect(again.body).toBe(sdp);
    phone.send(inDialog(phone, invite, ok, { method: "ACK", sequence: 2 }));
    dialog.destroy();
    expect((await elsewhere.request("BYE")).uri).toBe(`sip:1001@127.0.0.1:${elsewhere.local.port}`);
  });

  it("reaches a phone whose Contact is a name where it was heard last", async () => {
    const sipSwitch = await aSwitch();
    const app = await answeringApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const contact = "<sip:1001@phone.invalid>";
    phone.send(replaced(request(phone, { method: "INVITE" }), "Contact", contact));
    await phone.response(200);
    (await app.dialog()).destroy();
    expect((await phone.request("BYE")).uri).toBe("sip:1001@phone.invalid");
  });

  it("refuses requests of the application once the phone has said BYE", async () => {
    const { phone, invite, ok, dialog } = await establishedCall();
    phone.send(inDialog(phone, invite, ok, { method: "BYE", sequence: 2 }));
    await once(dialog, "destroy");
    await expect(dialog.request({ method: "INFO" } as never)).rejects.toMatchObject({ code: "ENODIALOG" });
  });
});

describe("an INVITE that ends before it is answered", () => {
  async function ringing() {
    const sipSwitch = await aSwitch();
    const cancelled: string[] = [];
    let tell = (): void => {};
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    await anApp(sipSwitch, (srf) => {
      srf.invite((req, res) => {
        req.on("cancel", (cancel) => {
          cancelled.push(cancel.get("Reason"));
          // As createB2BUA does; the switch has answered already.
          res.send(487);
          tell();
        });
        res.send(180);
      });
    });
    const phone = await onUdp(sipSwitch);
    const invite = request(phone, { method: "INVITE" });
    phone.send(invite);
    const progress = await phone.response(180);
    return { phone, invite, progress, cancelled, told };
  }

  it("is cancelled: 200, 487 with the tag of the 180, and the application hears why", async () => {
    const { phone, invite, progress, cancelled, told } = await ringing();
    const cancel = onSameBranch(invite, "CANCEL");
    phone.send({ ...cancel, headers: [...cancel.headers, { name: "Reason", value: "SIP;cause=200" }] });
    const accepted = await phone.response(200, "CANCEL");
    const terminated = await phone.response(487, "INVITE");
    for (const response of [accepted, terminated]) {
      expect(header(response, "To")).toBe(header(progress, "To"));
    }
    await told;
    expect(cancelled).toEqual(["SIP;cause=200"]);
    phone.send(onSameBranch(invite, "ACK", header(terminated, "To")));
    phone.send(onSameBranch(invite, "CANCEL"));
    await phone.response(200, "CANCEL", phone.heard.length - 1);
    expect(cancelled).toHaveLength(1);
  });

  it("is ended by a BYE in its early dialog", async () => {
    const { phone, invite, progress, told } = await ringing();
    phone.send(inDialog(phone, invite, progress, { method: "BYE", sequence: 2 }));
    await phone.response(200, "BYE");
    await phone.response(487, "INVITE");
    await told;
  });

  it("leaves nothing behind: the same call can be tried again", async () => {
    const sipSwitch = await aSwitch();
    let tries = 0;
    let answered = (_dialog: Dialog): void => {};
    const dialog = new Promise<Dialog>((resolve) => {
      answered = resolve;
    });
    await anApp(sipSwitch, (srf) => {
      srf.invite(async (req, res) => {
        tries += 1;
        res.send(180);
        if (tries === 1) res.send(480);
        else answered(await srf.createUAS(req, res, { localSdp: sdp }));
      });
    });
    const phone = await onUdp(sipSwitch);
    const first = request(phone, { method: "INVITE" });
    phone.send(first);
    const refused = await phone.response(480);
    phone.send(onSameBranch(first, "ACK", header(refused, "To")));
    phone.send(inDialog(phone, first, refused, { method: "INFO", sequence: 2 }));
    await phone.response(481, "INFO");
    const [callId = "", from = ""] = [header(first, "Call-ID"), header(first, "From")];
    const second = request(phone, { method: "INVITE", callId, from, sequence: 3 });
    phone.send(second);
    const ok = await phone.response(200, "INVITE");
    const acknowledged = once(await dialog, "ack");
    phone.send(inDialog(phone, second, ok, { method: "ACK", sequence: 3 }));
    await acknowledged;
  });

  it("is cancelled before the application has said anything", async () => {
    const sipSwitch = await aSwitch();
    let tell = (): void => {};
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    await anApp(sipSwitch, (srf) => srf.invite((req) => req.on("cancel", () => tell())));
    const phone = await onUdp(sipSwitch);
    const invite = request(phone, { method: "INVITE" });
    phone.send(invite);
    phone.send(onSameBranch(invite, "CANCEL"));
    await phone.response(487, "INVITE");
    await told;
  });

  it("is answered 481 when there is nothing to cancel", async () => {
    const sipSwitch = await aSwitch();
    const phone = await onUdp(sipSwitch);
    phone.send(onSameBranch(request(phone, { method: "INVITE" }), "CANCEL"));
    await phone.response(481, "CANCEL");
  });

  it("stays answered when the CANCEL comes after the 200", async () => {
    const sipSwitch = await aSwitch();
    const app = await answeringApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const invite = request(phone, { method: "INVITE" });
    phone.send(invite);
    const ok = await phone.response(200, "INVITE");
    const dialog = await app.dialog();
    phone.send(onSameBranch(invite, "CANCEL"));
    await phone.response(200, "CANCEL");
    const acknowledged = once(dialog, "ack");
    phone.send(inDialog(phone, invite, ok, { method: "ACK", sequence: 1 }));
    await acknowledged;
    expect(phone.heard.some((each) => each.kind === "response" && each.status === 487)).toBe(false);
  });
});

function replaced(message: SipRequest, name: string, value: string): SipRequest {
  return {
    ...message,
    headers: message.headers.map((each) => (each.name === name ? { name, value } : each)),
  };
}
