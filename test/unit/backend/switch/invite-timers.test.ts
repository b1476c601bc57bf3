import { once } from "node:events";
import type { SrfRequest } from "drachtio-srf";
import { describe, expect, it } from "vitest";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { header } from "../../../../sim/sip/message/message.js";
import { standardTimers } from "../../../../sim/sip/timers.js";
import { answeringApp } from "./rig/answering-app.js";
import { inDialog, onSameBranch, request } from "./rig/messages.js";
import type { RawPhone } from "./rig/raw-phone.js";
import { anApp, aSwitch, onTcp, onUdp } from "./rig/switch-rig.js";

/** A switch with the timers of the RFC in virtual time. */
async function inVirtualTime() {
  const clock = new ManualClock();
  return { clock, sipSwitch: await aSwitch({ timers: standardTimers, clock }) };
}

function count(phone: RawPhone, status: number): number {
  return phone.heard.filter((each) => each.kind === "response" && each.status === status).length;
}

/** Until the phone has heard that response so often. */
async function heard(phone: RawPhone, status: number, times: number): Promise<void> {
  await phone.hear(() => count(phone, status) >= times);
}

/** All that the switch has sent before has come when its answer to one more request has. */
async function roundTrip(phone: RawPhone, transport: "UDP" | "TCP" = "UDP"): Promise<void> {
  const from = phone.heard.length;
  phone.send(request(phone, { method: "OPTIONS", transport }));
  await phone.response(503, "OPTIONS", from);
}

describe("INVITE without a final answer", () => {
  it("goes up once and is answered with the last response when it is repeated", async () => {
    const sipSwitch = await aSwitch();
    const invites: SrfRequest[] = [];
    await anApp(sipSwitch, (srf) => {
      srf.invite((req, res) => {
        invites.push(req);
        res.send(180);
      });
    });
    const phone = await onUdp(sipSwitch);
    const invite = request(phone, { method: "INVITE" });
    phone.send(invite);
    phone.send(invite);
    await heard(phone, 180, 1);
    phone.send(invite);
    await heard(phone, 180, 2);
    expect(invites).toHaveLength(1);
  });

  it("gets a 408 when the application says nothing for three minutes", async () => {
    const { clock, sipSwitch } = await inVirtualTime();
    await anApp(sipSwitch, (srf) => srf.invite(() => {}));
    const phone = await onUdp(sipSwitch);
    phone.send(request(phone, { method: "INVITE" }));
    await roundTrip(phone);
    expect(count(phone, 100)).toBe(0);
    clock.advance(300);
    await phone.response(100);
    clock.advance(178_700);
    await roundTrip(phone);
    expect(count(phone, 408)).toBe(0);
    clock.advance(1_100);
    await phone.response(408);
  });
});

describe("2xx to an INVITE", () => {
  it.each([
    ["UDP", onUdp],
    ["TCP", onTcp],
  ] as const)("is repeated over %s until its ACK, which goes up once", async (transport, open) => {
    const { clock, sipSwitch } = await inVirtualTime();
    const app = await answeringApp(sipSwitch);
    const phone = await open(sipSwitch);
    const invite = request(phone, { method: "INVITE", transport });
    phone.send(invite);
    const answered = await phone.response(200);
    clock.advance(4_000);
    // At 0.5, 1.5 and 3.5 s.
    await heard(phone, 200, 4);
    const dialog = await app.dialog();
    let acks = 0;
    dialog.on("ack", () => {
      acks += 1;
    });
    const acknowledged = once(dialog, "ack");
    const ack = inDialog(phone, invite, answered, { method: "ACK", sequence: 1, transport });
    phone.send(ack);
    phone.send(ack);
    await acknowledged;
    clock.advance(60_000);
    await roundTrip(phone, transport);
    expect([acks, count(phone, 200)]).toEqual([1, 4]);
  });

  it("ends the call when its ACK never comes, and tells why", async () => {
    const { clock, sipSwitch } = await inVirtualTime();
    const app = await answeringApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    phone.send(request(phone, { method: "INVITE" }));
    await phone.response(200);
    const dialog = await app.dialog();
    const destroyed = once(dialog, "destroy");
    clock.advance(31_900);
    await heard(phone, 200, 11);
    clock.advance(200);
    const bye = await phone.request("BYE");
    expect(header(bye, "Reason")).toBe('SIP;cause=200;text="ACK timeout"');
    const [ended] = await destroyed;
    expect(ended.get("Reason")).toContain("ACK timeout");
    expect(count(phone, 200)).toBe(11);
    const info = dialog.request({ method: "INFO" } as SrfRequest);
    await expect(info).rejects.toMatchObject({ code: "ENODIALOG" });
  });
});

describe("failure of an INVITE", () => {
  async function busy(transport: "UDP" | "TCP") {
    const { clock, sipSwitch } = await inVirtualTime();
    await anApp(sipSwitch, (srf) => {
      srf.invite((_req, res) => res.send(486));
    });
    const phone = await (transport === "UDP" ? onUdp : onTcp)(sipSwitch);
    const invite = request(phone, { method: "INVITE", transport });
    phone.send(invite);
    return { clock, phone, invite, refused: await phone.response(486) };
  }

  it("is repeated over UDP until its ACK", async () => {
    const { clock, phone, invite, refused } = await busy("UDP");
    clock.advance(2_000);
    await heard(phone, 486, 3);
    phone.send(onSameBranch(invite, "ACK", header(refused, "To")));
    await roundTrip(phone);
    clock.advance(60_000);
    await roundTrip(phone);
    expect(count(phone, 486)).toBe(3);
  });

  it("is repeated for 32 s when no ACK comes, then there is silence", async () => {
    const { clock, phone } = await busy("UDP");
    clock.advance(120_000);
    await roundTrip(phone);
    expect(count(phone, 486)).toBe(11);
  });

  it("is sent once over TCP", async () => {
    const { clock, phone } = await busy("TCP");
    clock.advance(60_000);
    await roundTrip(phone, "TCP");
    expect(count(phone, 486)).toBe(1);
  });
});

describe("repeated requests", () => {
  it("reach the application once, before and after the answer, and get the same answer", async () => {
    const sipSwitch = await aSwitch();
    const answers: (() => void)[] = [];
    let called = (): void => {};
    const arrived = new Promise<void>((resolve) => {
      called = resolve;
    });
    await anApp(sipSwitch, (srf) => {
      srf.use("register", (_req, res) => {
        answers.push(() => res.send(200));
        called();
      });
    });
    const phone = await onUdp(sipSwitch);
    const register = request(phone, { method: "REGISTER" });
    phone.send(register);
    phone.send(register);
    await arrived;
    answers[0]?.();
    await heard(phone, 200, 1);
    phone.send(register);
    await heard(phone, 200, 2);
    expect(answers).toHaveLength(1);
    expect(new Set(phone.heard.map((each) => header(each, "To"))).size).toBe(1);
  });

  it("are forgotten after 32 s", async () => {
    const { clock, sipSwitch } = await inVirtualTime();
    let requests = 0;
    await anApp(sipSwitch, (srf) => {
      srf.use("register", (_req, res) => {
        requests += 1;
        res.send(200);
      });
    });
    const phone = await onUdp(sipSwitch);
    const register = request(phone, { method: "REGISTER" });
    phone.send(register);
    await heard(phone, 200, 1);
    clock.advance(31_000);
    phone.send(register);
    await heard(phone, 200, 2);
    expect(requests).toBe(1);
    clock.advance(10_000);
    phone.send(register);
    await heard(phone, 200, 3);
    expect(requests).toBe(2);
  });
});
