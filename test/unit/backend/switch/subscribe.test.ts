import { describe, expect, it } from "vitest";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { header } from "../../../../sim/sip/message/message.js";
import { standardTimers } from "../../../../sim/sip/timers.js";
import { AdminClient } from "./rig/admin-client.js";
import { answer, inDialog, request } from "./rig/messages.js";
import { aSwitch, onUdp } from "./rig/switch-rig.js";

/** A subscription that an application has granted, played by hand. */
async function granted() {
  const clock = new ManualClock();
  const sipSwitch = await aSwitch({ timers: standardTimers, clock });
  const app = await AdminClient.to(sipSwitch);
  app.send("l|authenticate|cymru|");
  app.send("r|route|subscribe");
  await app.hear(/\|response\|r\|OK/);
  const phone = await onUdp(sipSwitch);
  const headers = [
    { name: "Event", value: "message-summary" },
    { name: "Expires", value: "60" },
  ];
  const subscribe = request(phone, { method: "SUBSCRIBE", headers });
  phone.send(subscribe);
  const [, , , , , , , , transactionId] = (await app.hear(/\|sip\|network\|/)).split("|");
  app.send(`a|sip|${transactionId}|\r\nSIP/2.0 202 Accepted\r\nexpires: 60\r\n\r\n`);
  const accepted = await phone.response(202);
  const echo = await app.hear(/\|response\|a\|OK\|application\|/);
  const dialogId = echo.split("|")[11] ?? "";
  const notify = (id: string, state: string): void => {
    const lines = `event: message-summary\r\nsubscription-state: ${state}`;
    app.send(`${id}|sip||${dialogId}\r\nNOTIFY sip:placeholder SIP/2.0\r\n${lines}\r\n\r\n`);
  };
  return { clock, app, phone, subscribe, accepted, dialogId, notify };
}

describe("a subscription", () => {
  it("carries NOTIFYs of the application until one ends it", async () => {
    const { app, phone, subscribe, accepted, dialogId, notify } = await granted();
    expect(header(accepted, "Contact")).toMatch(/^<sip:127\.0\.0\.1:/);
    expect(dialogId).toBe(
      `${header(subscribe, "Call-ID")};from-tag=${header(subscribe, "From")?.split("tag=")[1]}`,
    );
    notify("1", "active;expires=60");
    const first = await phone.request("NOTIFY");
    expect(header(first, "To")).toBe(header(subscribe, "From"));
    phone.send(answer(phone, first, 200));
    await app.hear(/\|sip\|network\|.*\r\nSIP\/2.0 200/);
    notify("2", "terminated;reason=timeout");
    await phone.request("NOTIFY", phone.heard.length);
    notify("3", "active");
    await app.hear(/\|response\|3\|NOK\|.*unable to find dialog/);
  });

  it("brings what the phone sends in it to its application", async () => {
    const { app, phone, subscribe, accepted, dialogId } = await granted();
    phone.send(inDialog(phone, subscribe, accepted, { method: "SUBSCRIBE", sequence: 2 }));
    const again = await app.hear(/\r\nCSeq: 2 SUBSCRIBE/);
    expect(again.split("|")[9]).toBe(dialogId);
  });

  it("is forgotten when it has run out", async () => {
    const { clock, app, notify } = await granted();
    clock.advance(91_000);
    notify("1", "active");
    await app.hear(/\|response\|1\|OK\|/);
    clock.advance(2_000);
    notify("2", "active");
    await app.hear(/\|response\|2\|NOK\|/);
  });

  it("is not ended with a BYE when its application is lost", async () => {
    const { app, phone, subscribe, accepted } = await granted();
    phone.send(inDialog(phone, subscribe, accepted, { method: "SUBSCRIBE", sequence: 2 }));
    await app.hear(/\r\nCSeq: 2 SUBSCRIBE/);
    app.destroy();
    await phone.response(503, "SUBSCRIBE");
    phone.send(inDialog(phone, subscribe, accepted, { method: "SUBSCRIBE", sequence: 3 }));
    await phone.response(481, "SUBSCRIBE");
    expect(phone.heard.filter((each) => each.kind === "request")).toEqual([]);
  });
});
