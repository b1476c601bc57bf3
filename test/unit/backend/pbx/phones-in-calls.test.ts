import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Mac, parseMac } from "../../../../sim/model/mac.js";
import type { Setup } from "../../../../sim/model/setup/setup.js";
import { header } from "../../../../sim/sip/message/message.js";
import { type Rig, startRig } from "./rig.js";
import { offer, type TestPhone } from "./test-phone.js";
import { twoOffices } from "./two-offices.js";

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.stop());

const desk = (number: number): Mac => parseMac(`001fc10000${10 + number}`) ?? ("" as Mac);
const one = desk(1);
const two = desk(2);
const three = desk(3);

const agent = (mac: Mac) => [{ name: "User-Agent", value: `ClearlyIP CIP270 2.42.6.3.36 ${mac}` }];

async function registered(extension: string, mac: Mac): Promise<TestPhone> {
  const phone = await rig.phone(extension);
  expect((await phone.register(agent(mac))).status).toBe(200);
  rig.observed.splice(0);
  return phone;
}

/** Resolves when the PBX carries no call any more. */
const idle = () => expect.poll(() => rig.pbx.calls()).toEqual([]);

const ringing = (phone: TestPhone) => phone.next((each) => each.kind === "response" && each.status === 180);

/** `from` and `to` talk. */
async function talking(from: TestPhone, to: TestPhone, number: string) {
  const call = await from.call(number);
  const invite = await to.nextRequest("INVITE");
  to.answer(invite, 200, offer);
  const answered = await call.final;
  await to.nextRequest("ACK");
  return { ...call, answered, called: invite };
}

describe("the phones of a call", () => {
  it("are both sides, from the first ring to the end", async () => {
    const [alice, bob] = [await registered("1001", one), await registered("1002", two)];
    const call = await alice.call("1002");
    const invite = await bob.nextRequest("INVITE");
    expect(rig.pbx.calls()).toMatchObject([
      { state: "ringing", emergency: false, caller: one, called: [two] },
    ]);
    expect([rig.pbx.callOf(one), rig.pbx.callOf(two), rig.pbx.callOf(three)]).toEqual([
      "call",
      "call",
      "none",
    ]);
    bob.answer(invite, 200, offer);
    const answered = await call.final;
    await bob.nextRequest("ACK");
    expect(rig.pbx.calls()).toMatchObject([{ state: "talking" }]);
    alice.send(alice.inDialog("BYE", call.invite, answered));
    bob.answer(await bob.nextRequest("BYE"), 200);
    await idle();
    expect([rig.pbx.callOf(one), rig.pbx.callOf(two)]).toEqual(["none", "none"]);
    expect(rig.observed).toEqual([
      `callStarted ${one}`,
      `callStarted ${two}`,
      `callEnded ${one}`,
      `callEnded ${two}`,
    ]);
  });

  it("the INVITE's own User-Agent names the caller, registered or not", async () => {
    const phone = await rig.phone("1001", "127.10.0.7");
    expect((await (await phone.call("911", agent(three))).final).status).toBe(200);
    expect(rig.pbx.callOf(three)).toBe("emergency");
    expect(rig.pbx.calls()).toMatchObject([{ emergency: true, caller: three, called: [] }]);
  });

  it("all phones of the placeholder ring; who refuses or loses the race is free again", async () => {
    const caller = await rig.phone("1001");
    const phones = [
      await registered("9000", one),
      await registered("9000", two),
      await registered("9000", three),
    ] as const;
    const call = await caller.call("9000");
    const invites = [
      await phones[0].nextRequest("INVITE"),
      await phones[1].nextRequest("INVITE"),
      await phones[2].nextRequest("INVITE"),
    ] as const;
    expect(rig.pbx.calls()).toMatchObject([{ called: [one, two, three] }]);
    phones[0].answer(invites[0], 486);
    await expect.poll(() => rig.pbx.callOf(one)).toBe("none");
    expect([rig.pbx.callOf(two), rig.pbx.callOf(three)]).toEqual(["call", "call"]);
    phones[1].answer(invites[1], 180);
    phones[2].answer(invites[2], 200, offer);
    expect((await call.final).status).toBe(200);
    await expect.poll(() => rig.pbx.calls()).toMatchObject([{ state: "talking", called: [three] }]);
    expect(rig.observed.slice(3)).toEqual([`callEnded ${one}`, `callEnded ${two}`]);
  });

  it("a call on hold is still one, held from either side", async () => {
    const [alice, bob] = [await registered("1001", one), await registered("1002", two)];
    const { invite, answered } = await talking(alice, bob, "1002");
    const reinvite = async (direction: string, accept: boolean): Promise<void> => {
      const request = alice.inDialog("INVITE", invite, answered, `${offer}a=${direction}\r\n`);
      alice.send(request);
      const passed = await bob.nextRequest("INVITE");
      if (accept) bob.answer(passed, 200, `${offer}a=recvonly\r\n`);
      else bob.answer(passed, 488);
      alice.acknowledge(request, await alice.finalTo(request));
      await bob.nextRequest("ACK");
    };
    await reinvite("sendonly", false);
    expect(rig.pbx.calls()).toMatchObject([{ state: "talking" }]);
    await reinvite("sendonly", true);
    expect(rig.pbx.calls()).toMatchObject([{ state: "held", caller: one, called: [two] }]);
    expect([rig.pbx.callOf(one), rig.pbx.callOf(two)]).toEqual(["call", "call"]);
    await reinvite("sendrecv", true);
    expect(rig.pbx.calls()).toMatchObject([{ state: "talking" }]);
  });
});

describe("hanging up a phone", () => {
  it.each([
    ["the caller", one],
    ["the called", two],
  ])("ends its call: %s", async (_side, mac) => {
    const [alice, bob] = [await registered("1001", one), await registered("1002", two)];
    await talking(alice, bob, "1002");
    rig.pbx.hangUp(mac);
    for (const phone of [alice, bob]) {
      const bye = await phone.nextRequest("BYE");
      expect(header(bye, "Reason")).toBe("Q.850;cause=16");
      phone.answer(bye, 200);
    }
    await idle();
  });

  it("never ends an emergency call, whoever asks", async () => {
    const alice = await registered("1001", one);
    const call = await alice.call("911", agent(one));
    const answered = await call.final;
    rig.pbx.hangUp(one);
    rig.pbx.hangUpExtension("1001");
    expect(rig.pbx.callOf(one)).toBe("emergency");
    const bye = alice.inDialog("BYE", call.invite, answered);
    alice.send(bye);
    expect((await alice.finalTo(bye)).status).toBe(200);
    await idle();
  });

  it("stops the ringing of this phone alone; the others ring on and may answer", async () => {
    const caller = await rig.phone("1001");
    const phones = [await registered("9000", one), await registered("9000", two)] as const;
    const call = await caller.call("9000");
    const invites = [await phones[0].nextRequest("INVITE"), await phones[1].nextRequest("INVITE")] as const;
    phones[0].answer(invites[0], 180);
    await ringing(caller);
    rig.pbx.hangUp(one);
    expect([rig.pbx.callOf(one), rig.pbx.callOf(two)]).toEqual(["none", "call"]);
    phones[0].answer(await phones[0].nextRequest("CANCEL"), 200);
    phones[0].answer(invites[0], 487);
    await phones[0].nextRequest("ACK");
    phones[1].answer(invites[1], 200, offer);
    expect((await call.final).status).toBe(200);
    expect(rig.pbx.calls()).toMatchObject([{ state: "talking", called: [two] }]);
  });

  it("a 200 that crosses that CANCEL ends in a BYE and takes no part in the call", async () => {
    const caller = await rig.phone("1001");
    const phones = [await registered("9000", one), await registered("9000", two)] as const;
    const call = await caller.call("9000");
    const invites = [await phones[0].nextRequest("INVITE"), await phones[1].nextRequest("INVITE")] as const;
    phones[0].answer(invites[0], 180);
    await ringing(caller);
    rig.pbx.hangUp(one);
    phones[0].answer(await phones[0].nextRequest("CANCEL"), 200);
    phones[0].answer(invites[0], 200, offer);
    await phones[0].nextRequest("ACK");
    phones[0].answer(await phones[0].nextRequest("BYE"), 200);
    phones[1].answer(invites[1], 200, offer);
    expect((await call.final).status).toBe(200);
    expect(rig.pbx.callOf(one)).toBe("none");
  });

  it("the last phone that rings takes the call with it: 480", async () => {
    const caller = await rig.phone("1001");
    const phone = await registered("9000", one);
    const call = await caller.call("9000");
    phone.answer(await phone.nextRequest("INVITE"), 180);
    await ringing(caller);
    rig.pbx.hangUp(one);
    expect((await call.final).status).toBe(480);
    await idle();
  });
});

const restart = async (changes: Partial<Setup>): Promise<void> => {
  await rig.stop();
  rig = await startRig(changes);
};

const limited = (limitedNumber: string, limit: number): Partial<Setup> => ({
  extensions: Object.fromEntries(
    Object.entries(twoOffices().extensions).map(([number, each]) => [
      number,
      { ...each, outboundConcurrencyLimit: number === limitedNumber ? limit : 0 },
    ]),
  ),
});

describe("the extension that is rung", () => {
  const plan = (changes: Partial<Setup> = {}): Partial<Setup> => ({
    extensions: Object.fromEntries(
      Object.entries(twoOffices().extensions).map(([number, each]) => [
        number,
        { ...each, callWaiting: false },
      ]),
    ),
    ...changes,
  });

  it("is in use by a call from the PSAP, and is hung up with it (PBX-145)", async () => {
    await restart(plan({ inboundRoutes: [{ did: "2125550101", extension: "1001" }] }));
    const [alice, bob] = [await registered("1001", one), await registered("1002", two)];
    rig.farEnd.callBack("2125550101", `${rig.sip.host}:${rig.sip.port}`);
    alice.answer(await alice.nextRequest("INVITE"), 200, offer);
    await expect.poll(() => rig.pbx.calls()).toMatchObject([{ number: "2125550101", state: "talking" }]);
    expect((await (await bob.call("1001")).final).status).toBe(486);
    rig.pbx.hangUpExtension("1001");
    alice.answer(await alice.nextRequest("BYE"), 200);
    await idle();
  });

  it("is the one that a call was forwarded to, and not the one that was dialled", async () => {
    await restart(plan({ featureCodes: ["call-forward"] }));
    const alice = await registered("1001", one);
    const [bob, carol] = [await registered("1002", two), await registered("1003", three)];
    const code = await alice.call("*721002");
    const told = await code.final;
    alice.send(alice.inDialog("BYE", code.invite, told));
    await idle();
    await talking(carol, bob, "1001");
    const { final } = await (await rig.phone("2000")).call("1002");
    expect((await final).status).toBe(486);
    rig.pbx.hangUpExtension("1001");
    expect(rig.pbx.calls()).toMatchObject([{ number: "1001", state: "talking" }]);
    rig.pbx.hangUpExtension("1002");
    bob.answer(await bob.nextRequest("BYE"), 200);
    carol.answer(await carol.nextRequest("BYE"), 200);
    await idle();
  });
});

describe("who has forwarded a call", () => {
  const forwarding = async (phone: TestPhone, to: string): Promise<void> => {
    const code = await phone.call(`*72${to}`);
    phone.send(phone.inDialog("BYE", code.invite, await code.final));
    await idle();
  };

  it("is charged for it, and not who called (PBX-80, PBX-81)", async () => {
    await restart({ ...limited("1001", 1), featureCodes: ["call-forward"] });
    const [alice, bob, carol] = [await rig.phone("1001"), await rig.phone("1002"), await rig.phone("1003")];
    await forwarding(alice, "3125551234");
    expect((await (await bob.call("1001")).final).status).toBe(200);
    expect(rig.pbx.calls()).toMatchObject([{ extension: "1002", trunk: "carrier" }]);
    await (await carol.call("1001")).final;
    expect(rig.announced).toEqual(["feature-code to 1001 for *723125551234", "call-limit to 1003 for 1001"]);
  });

  it("is switched by a feature code that the call is forwarded to, be it one from outside (PBX-146)", async () => {
    await restart({
      featureCodes: ["call-forward", "do-not-disturb"],
      inboundRoutes: [{ did: "2125550101", extension: "1001" }],
    });
    const [alice, bob] = [await rig.phone("1001"), await rig.phone("1002")];
    await forwarding(alice, "*73");
    rig.farEnd.callBack("2125550101", `${rig.sip.host}:${rig.sip.port}`);
    await expect.poll(() => rig.announced).toHaveLength(2);
    // Not forwarded any more: no phone of 1001 is there to ring.
    expect((await (await bob.call("1001")).final).status).toBe(480);
  });
});

describe("hanging up an extension", () => {
  it("ends what it calls and what calls it", async () => {
    const phones = [
      await registered("1001", one),
      await registered("1002", two),
      await registered("1003", three),
    ] as const;
    await talking(phones[0], phones[1], "1002");
    await talking(phones[2], phones[0], "1001");
    await (await phones[1].call("3125551234")).final;
    rig.pbx.hangUpExtension("1001");
    await expect.poll(() => rig.pbx.calls()).toMatchObject([{ extension: "1002", number: "3125551234" }]);
  });
});
