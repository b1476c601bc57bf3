import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { header, headersOf, type SipRequest } from "../../../../sim/sip/message/message.js";
import { type Rig, startRig } from "./rig.js";
import { offer, type TestPhone } from "./test-phone.js";
import { twoOffices } from "./two-offices.js";

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.stop());

const newYork = "127.10.0.7";
const chicago = "127.20.0.7";

/** Resolves when the PBX carries no call any more. */
const idle = () => expect.poll(() => rig.pbx.calls()).toEqual([]);

describe("emergency call", () => {
  it("promise 1: reaches the PSAP with the desk's number and location, and ends with the caller's BYE", async () => {
    const phone = await rig.phone("9000", newYork);
    const call = await phone.call("911");
    const answered = await call.final;
    expect(answered.status).toBe(200);
    expect(answered.body).toContain("m=audio");
    expect(rig.pbx.calls()).toEqual([
      {
        extension: "9000",
        number: "911",
        route: "Emergency",
        trunk: "emergency",
        emergency: true,
        state: "talking",
        caller: undefined,
        called: [],
      },
    ]);
    const bye = phone.inDialog("BYE", call.invite, answered);
    phone.send(bye);
    expect((await phone.finalTo(bye)).status).toBe(200);
    const view = {
      farEnd: "psap",
      trunk: "emergency",
      number: "911",
      callerId: "2125550100",
      location: "new-york",
      callId: expect.any(String),
    };
    expect(await rig.farEndCalls(2)).toEqual([
      { ...view, state: "answered" },
      { ...view, state: "ended" },
    ]);
    expect(rig.farEnd.calls()).toEqual([{ ...view, state: "ended" }]);
    await idle();
  });

  it("HD-2: the same user at the other office is found at the other office", async () => {
    const phone = await rig.phone("1001", chicago);
    expect((await (await phone.call("911")).final).status).toBe(200);
    expect(await rig.farEndCalls(1)).toMatchObject([{ callerId: "3125550100", location: "chicago" }]);
  });

  // proves: PBX-95
  it("PBX-95: counts as a call of the extension that the phone says it is, where its word is trusted", async () => {
    const phone = await rig.phone("1001");
    const claim = [{ name: "P-Asserted-Identity", value: "<sip:1002@pbx>" }];
    expect((await (await phone.call("911", claim)).final).status).toBe(200);
    expect(rig.pbx.calls()).toMatchObject([{ extension: "1001" }]);
    rig.pbx.reset();
    rig.setup.submit({ extensions: { "1001": { "trust-id-inbound": true } } });
    expect((await (await phone.call("911", claim)).final).status).toBe(200);
    expect(rig.pbx.calls()).toMatchObject([{ extension: "1002" }]);
    const stranger = [{ name: "P-Asserted-Identity", value: "<sip:4711@pbx>" }];
    rig.pbx.reset();
    expect((await (await phone.call("911", stranger)).final).status).toBe(200);
    expect(rig.pbx.calls()).toMatchObject([{ extension: "1001" }]);
  });

  it("an address outside all locations is reported as unknown", async () => {
    const phone = await rig.phone("1001");
    expect((await (await phone.call("911")).final).status).toBe(200);
    expect(await rig.farEndCalls(1)).toMatchObject([{ callerId: "2125550101", location: undefined }]);
  });

  it("is judged by the PSAP's own address list, whatever bends the setup of the PBX", async () => {
    await rig.stop();
    const { "new-york": east, chicago: west } = twoOffices().locations;
    if (!east || !west) throw new Error("the setup has two offices");
    const swapped = { "new-york": { ...east, callerId: west.callerId }, chicago: west };
    rig = await startRig({}, { bend: (setup) => ({ ...setup, locations: swapped }) });
    const phone = await rig.phone("9000", newYork);
    expect((await (await phone.call("911")).final).status).toBe(200);
    expect(await rig.farEndCalls(1)).toMatchObject([{ callerId: "3125550100", location: "chicago" }]);
  });

  it("ends where the seam says so", async () => {
    rig.bend({ decision: () => ({ steps: [], end: { kind: "refuse", status: 403, why: "bent" } }) });
    const phone = await rig.phone("9000", newYork);
    expect((await (await phone.call("911")).final).status).toBe(403);
    expect(rig.farEnd.calls()).toEqual([]);
  });
});

describe("outside call", () => {
  it("goes out for a user, with his number, and is refused to the placeholder", async () => {
    const user = await rig.phone("1001", chicago);
    expect((await (await user.call("3125551234")).final).status).toBe(200);
    expect(await rig.farEndCalls(1)).toMatchObject([{ farEnd: "carrier", callerId: "2125550101" }]);
    const placeholder = await rig.phone("9000", chicago);
    const refused = await (await placeholder.call("3125551234")).final;
    expect(refused.status).toBe(403);
    expect(header(refused, "Reason")).toBe("Q.850;cause=21");
    expect(rig.notes.at(-1)).toContain("9000 may not call out");
  });

  it("an unknown number is 404; an offer that the far end cannot answer 488", async () => {
    const phone = await rig.phone("1001");
    expect((await (await phone.call("4711")).final).status).toBe(404);
    const video = offer.replace("m=audio", "m=video");
    expect((await (await phone.call("911", [], video)).final).status).toBe(488);
    expect((await (await phone.call("2125551234", [], "")).final).status).toBe(488);
  });

  it("PBX-80, PBX-81, PBX-84: an announcement answers the fourth outside call of an extension, be it 911", async () => {
    const phone = await rig.phone("1001", newYork);
    for (const number of ["3125551234", "911", "3125551234"]) {
      expect((await (await phone.call(number)).final).status).toBe(200);
    }
    await rig.farEndCalls(3);
    const another = await rig.phone("1001", chicago);
    expect((await (await another.call("911")).final).status).toBe(200);
    another.answer(await another.nextRequest("BYE"), 200);
    expect(await rig.farEndCalls(3)).toHaveLength(3);
    expect(rig.announced).toEqual(["call-limit to 1001 for 911"]);
    expect(rig.warnings.at(-1)).toMatch(
      /^announcement to .*: INVITE sip:911@.*: 200 Outbound Concurrency Limit of 1001 reached/,
    );
  });
});

async function registered(extension: string, host?: string): Promise<TestPhone> {
  const phone = await rig.phone(extension, host);
  expect((await phone.register()).status).toBe(200);
  return phone;
}

describe("internal call", () => {
  it("rings the called phone, which sees who calls; its BYE ends the caller's side", async () => {
    const [alice, bob] = [await registered("1001"), await registered("1002")];
    const call = await alice.call("1002");
    const invite = await bob.nextRequest("INVITE");
    expect(invite.uri).toBe(`sip:1002@${bob.address}`);
    expect(header(invite, "P-Asserted-Identity")).toMatch(/^"Alice Eastern" <sip:1001@/);
    expect(invite.body).toBe(offer);
    bob.answer(invite, 180);
    await alice.next((each) => each.kind === "response" && each.status === 180);
    expect(rig.pbx.calls()).toMatchObject([{ extension: "1001", number: "1002", state: "ringing" }]);
    const sdp = offer.replace("40000", "40002");
    bob.answer(invite, 200, sdp);
    expect((await call.final).body).toBe(sdp);
    await bob.nextRequest("ACK");
    const bye = endFromCallee(bob, invite);
    expect((await bob.finalTo(bye)).status).toBe(200);
    alice.answer(await alice.nextRequest("BYE"), 200);
    await idle();
  });

  it("PBX-140, PBX-141: all phones of the extension ring, the first 200 wins, the others get CANCEL", async () => {
    const caller = await rig.phone("1001");
    const [one, two] = [await registered("9000"), await registered("9000")];
    const call = await caller.call("9000");
    const invites = [await one.nextRequest("INVITE"), await two.nextRequest("INVITE")] as const;
    one.answer(invites[0], 180);
    two.answer(invites[1], 200, offer);
    expect((await call.final).status).toBe(200);
    const cancel = await one.nextRequest("CANCEL");
    expect(headersOf(cancel, "Reason")).toEqual([
      'SIP;cause=200;text="Call completed elsewhere"',
      "Q.850;cause=26",
    ]);
    one.answer(cancel, 200);
    one.answer(invites[0], 487);
    await two.nextRequest("ACK");
    await one.nextRequest("ACK");
  });

  it("a caller that gives up: the phone gets CANCEL with cause 127", async () => {
    const [caller, called] = [await rig.phone("1001"), await registered("1002")];
    const call = await caller.call("1002");
    const invite = await called.nextRequest("INVITE");
    called.answer(invite, 180);
    caller.cancel(call.invite);
    const cancel = await called.nextRequest("CANCEL");
    expect(headersOf(cancel, "Reason")).toEqual(["Q.850;cause=127"]);
    called.answer(cancel, 200);
    called.answer(invite, 487);
    expect((await call.final).status).toBe(487);
  });

  it("phones that ring too long: the caller gets 603 after ring-seconds, they get CANCEL with cause 0", async () => {
    rig.setup.submit({ "ring-seconds": 1 });
    const [caller, called] = [await rig.phone("1001"), await registered("1002")];
    const call = await caller.call("1002");
    const invite = await called.nextRequest("INVITE");
    called.answer(invite, 180);
    const cancel = await called.nextRequest("CANCEL");
    expect(headersOf(cancel, "Reason")).toEqual(["Q.850;cause=0"]);
    const refused = await call.final;
    expect([refused.status, header(refused, "Reason")]).toEqual([603, "Q.850;cause=16"]);
    called.answer(cancel, 200);
    called.answer(invite, 487);
    await idle();
  });

  it("PBX-142: one busy phone does not stop the others; all busy is 486", async () => {
    const caller = await rig.phone("1001");
    const phones = [await registered("9000"), await registered("9000")];
    const call = await caller.call("9000");
    for (const phone of phones) phone.answer(await phone.nextRequest("INVITE"), 486);
    const refused = await call.final;
    expect(refused.status).toBe(486);
    expect(header(refused, "Reason")).toBe("Q.850;cause=17");
    await idle();
  });

  it("CANCEL while it rings: 487 to the caller, CANCEL to the phone", async () => {
    const [alice, bob] = [await registered("1001"), await registered("1002")];
    const call = await alice.call("1002");
    const invite = await bob.nextRequest("INVITE");
    bob.answer(invite, 180);
    await alice.next((each) => each.kind === "response" && each.status === 180);
    alice.cancel(call.invite);
    expect((await call.final).status).toBe(487);
    bob.answer(await bob.nextRequest("CANCEL"), 200);
    bob.answer(invite, 487);
    await bob.nextRequest("ACK");
    await idle();
  });

  it("PBX-144: without a registered phone it is 480; the own phone is not rung", async () => {
    const alone = await registered("9000");
    expect((await (await alone.call("1002")).final).status).toBe(480);
    expect((await (await alone.call("9000")).final).status).toBe(480);
  });

  it("passes a re-INVITE on and its answer back", async () => {
    const [alice, bob] = [await registered("1001"), await registered("1002")];
    const call = await alice.call("1002");
    bob.answer(await bob.nextRequest("INVITE"), 200, offer);
    const answered = await call.final;
    await bob.nextRequest("ACK");
    const hold = `${offer}a=sendonly\r\n`;
    const reinvite = alice.inDialog("INVITE", call.invite, answered, hold);
    alice.send(reinvite);
    const passed = await bob.nextRequest("INVITE");
    expect(passed.body).toBe(hold);
    bob.answer(passed, 200, `${offer}a=recvonly\r\n`);
    const final = await alice.finalTo(reinvite);
    expect(final.body).toBe(`${offer}a=recvonly\r\n`);
  });

  it("passes INFO on and offers no transfer", async () => {
    const [alice, bob] = [await registered("1001"), await registered("1002")];
    const call = await alice.call("1002");
    bob.answer(await bob.nextRequest("INVITE"), 200, offer);
    const answered = await call.final;
    await bob.nextRequest("ACK");
    const info = alice.inDialog("INFO", call.invite, answered, "Signal=5");
    alice.send(info);
    const passed = await bob.nextRequest("INFO");
    expect(passed.body).toBe("Signal=5");
    bob.answer(passed, 415);
    expect((await alice.finalTo(info)).status).toBe(415);
    const refer = alice.inDialog("REFER", call.invite, answered);
    alice.send({ ...refer, headers: [...refer.headers, { name: "Refer-To", value: "<sip:1003@pbx>" }] });
    expect((await alice.finalTo(refer)).status).toBe(501);
  });

  it("reaches a phone behind TCP over the connection that it opened", async () => {
    const caller = await rig.phone("1001");
    const bob = await rig.phone("1002", "127.20.0.9", "tcp");
    expect((await bob.register()).status).toBe(200);
    expect(rig.pbx.contacts("1002")).toMatchObject([
      { uri: `sip:1002@${bob.address};transport=tcp`, source: `tcp:${bob.address}` },
    ]);
    const call = await caller.call("1002");
    bob.answer(await bob.nextRequest("INVITE"), 200, offer);
    expect((await call.final).status).toBe(200);
    await bob.nextRequest("ACK");
  });
});

/** BYE from the phone that took the call. */
function endFromCallee(phone: TestPhone, invite: SipRequest): SipRequest {
  const contact = /<([^>]*)>/.exec(header(invite, "Contact") ?? "")?.[1] ?? "";
  const bye = phone.request("BYE", contact, [
    { name: "Call-ID", value: header(invite, "Call-ID") ?? "" },
    { name: "From", value: `${header(invite, "To")};tag=t${phone.address.split(":")[1]}` },
    { name: "To", value: header(invite, "From") ?? "" },
  ]);
  phone.send(bye);
  return bye;
}
