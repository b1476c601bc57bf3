import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { type SetupInput, setupFileSchema } from "../../sim/model/setup/setup.js";
import { startFarEnd } from "../../sim/psap/far-end.js";
import { header, type SipMessage } from "../../sim/sip/message/message.js";
import { TestPhone } from "../unit/backend/pbx/test-phone.js";
import { sampleInput } from "../unit/backend/sample-setup.js";
import { requireAsterisk, startAsterisk } from "./asterisk.js";
import { hangUp, laboratory } from "./asterisk-laboratory.js";
import { rtpKeypad } from "./rtp-keypad.js";

beforeEach(requireAsterisk);

const newYork = "127.10.0.7";
const chicago = "127.20.0.7";

/** The built-in setup, otherwise where a test says so. */
function setupWith(change: (input: SetupInput) => void): SetupInput {
  const input = sampleInput();
  change(input);
  return input;
}

const hostileName = '"; A" \\ ,(${GLOBAL(DOLLAR)}) $[1+1] ;-- <x> & #exec';

test("texts of a setup arrive as they are, and configure nothing", async () => {
  const trunk = 'carrier; "x" \\ ${CALLER} $[1+1] ,^)';
  const input = setupWith((changed) => {
    Object.assign(changed.extensions["1001"] ?? {}, {
      name: hostileName,
      secret: ">s;3c'r)et#\\;\"x",
      "outbound-cid": "A; $x ${CALLER} <2125550101>",
    });
    changed.trunks = { [trunk]: { "far-end": "both" } };
    changed.routes = [{ name: hostileName, patterns: ["NXXNXXXXXX"], trunk }];
  });
  const { pbx, farEnd, phone } = await laboratory(input);
  const alice = await phone("1001", newYork);
  const called = await phone("1002", chicago);
  expect((await called.register()).status).toBe(200);

  const { invite, final } = await alice.call("2125550188");
  const response = await final;
  expect(response.status).toBe(200);
  await expect
    .poll(() => farEnd.calls())
    .toMatchObject([{ trunk, number: "2125550188", callerId: "2125550101" }]);
  await hangUp(alice, invite, response);

  const inside = await alice.call("1002");
  const rung = await called.nextRequest("INVITE");
  const shown = `"${hostileName.replaceAll(/["\\]/g, "\\$&")}" <sip:1001@`;
  expect(header(rung, "From")).toContain(shown);
  alice.cancel(inside.invite);
  expect((await inside.final).status).toBe(487);
  expect(pbx.complaints()).toEqual([]);
});

test("what a phone dials is a number, and nothing that the dial plan would run", async () => {
  const input = setupWith((changed) => {
    changed.routes = [{ name: "All", patterns: ["9."], trunk: "carrier" }];
  });
  const { farEnd, phone, pbx } = await laboratory(input);
  const alice = await phone("1001", newYork);
  const { invite, final } = await alice.call("91%26PJSIP/1002%2C1%2Cg%24%7BEPOCH%7D");
  const response = await final;
  expect(response.status).toBe(200);
  await expect.poll(() => farEnd.calls()).toMatchObject([{ number: "9110021C" }]);
  await hangUp(alice, invite, response);
  expect(pbx.complaints()).toEqual([]);
});

test("a PIN set is asked for before the call is answered: four wrong entries end it, the right one connects", async () => {
  const input = setupWith((changed) => {
    changed["pin-sets"] = { Managers: { pins: ["0471", "9"] } };
    for (const route of changed.routes ?? []) {
      if (route.name === "Outbound") route["pin-set"] = "Managers";
    }
    Object.assign(changed.extensions["1003"] ?? {}, { pinless: true });
  });
  const { farEnd, phone, pbx } = await laboratory(input);
  const alice = await phone("1001", newYork);

  const right = await rtpKeypad(newYork);
  const connected = await alice.call("2125550188", [], right.offer);
  await right.press(await alice.early(), "471#0471#");
  const answer = await connected.final;
  expect(answer.status).toBe(200);
  await expect.poll(() => farEnd.calls()).toMatchObject([{ number: "2125550188" }]);
  await hangUp(alice, connected.invite, answer);

  const wrong = await rtpKeypad(newYork);
  const ended = await alice.call("2125550188", [], wrong.offer);
  await wrong.press(await alice.early(), "471##04711#1234#");
  expect((await ended.final).status).toBe(603);
  expect(farEnd.calls()).toHaveLength(1);

  const carol = await phone("1003", newYork);
  const unasked = await carol.call("2125550188");
  const unaskedAnswer = await unasked.final;
  expect(unaskedAnswer.status).toBe(200);
  await hangUp(carol, unasked.invite, unaskedAnswer);
  expect(pbx.complaints()).toEqual([]);
});

test("a route's password is asked for by a call that is answered, three times", async () => {
  const input = setupWith((changed) => {
    for (const route of changed.routes ?? []) if (route.name === "Outbound") route.password = "4711";
  });
  const { farEnd, phone, pbx } = await laboratory(input);
  const alice = await phone("1001", newYork);
  const wrong = await rtpKeypad(newYork);
  const refused = await alice.call("2125550188", [], wrong.offer);
  const asked = await refused.final;
  expect(asked.status).toBe(200);
  await wrong.press(asked, "1#2#3#");
  alice.answer(await alice.nextRequest("BYE"), 200);
  expect(farEnd.calls()).toEqual([]);

  const right = await rtpKeypad(newYork);
  const connected = await alice.call("2125550188", [], right.offer);
  const answer = await connected.final;
  await right.press(answer, "4711#");
  await expect.poll(() => farEnd.calls()).toMatchObject([{ number: "2125550188" }]);
  await hangUp(alice, connected.invite, answer);
  expect(pbx.complaints()).toEqual([]);
});

test("the limit of a placeholder counts the calls of all its phones, 911 too, and only those that are up", async () => {
  const input = setupWith((changed) => {
    Object.assign(changed.extensions["9000"] ?? {}, { "outbound-concurrency-limit": 1 });
  });
  const { farEnd, phone, pbx } = await laboratory(input);
  const [one, other] = [await phone("9000", newYork), await phone("9000", chicago)];
  const first = await one.call("911");
  const firstAnswer = await first.final;
  await expect.poll(() => farEnd.calls()).toMatchObject([{ callerId: "2125550100", location: "new-york" }]);

  const second = await other.call("911");
  const announced = await second.final;
  expect(announced.status).toBe(200);
  other.answer(await other.nextRequest("BYE"), 200);
  expect(farEnd.calls()).toHaveLength(1);

  await hangUp(one, first.invite, firstAnswer);
  await expect.poll(() => pbx.console("core show channels count")).toMatch(/^0 active channels/);
  const third = await other.call("911");
  const thirdAnswer = await third.final;
  await expect
    .poll(() => farEnd.calls().slice(1))
    .toMatchObject([{ callerId: "3125550100", location: "chicago" }]);
  await hangUp(other, third.invite, thirdAnswer);
  expect(pbx.complaints()).toEqual([]);
});

test("a full trunk is passed over, and is free again after the call", async () => {
  const input = setupWith((changed) => {
    changed.trunks = { one: { "far-end": "both", "max-channels": 1 }, two: { "far-end": "both" } };
    changed.routes = [{ name: "Emergency", type: "emergency", patterns: ["911"], trunks: ["one", "two"] }];
  });
  const { farEnd, phone, pbx } = await laboratory(input);
  const alice = await phone("1001", newYork);
  const bob = await phone("1002", newYork);
  const first = await alice.call("911");
  const firstAnswer = await first.final;
  const second = await bob.call("911");
  await second.final;
  await expect.poll(() => farEnd.calls().map(({ trunk }) => trunk)).toEqual(["one", "two"]);
  await hangUp(alice, first.invite, firstAnswer);
  const third = await alice.call("911");
  await third.final;
  await expect.poll(() => farEnd.calls().map(({ trunk }) => trunk)).toEqual(["one", "two", "one"]);
  expect(pbx.complaints()).toEqual([]);
});

test("nobody is asked for a PIN while all trunks of the route are full", async () => {
  const input = setupWith((changed) => {
    changed["pin-sets"] = { Managers: { pins: ["1"] } };
    changed.trunks = { one: { "far-end": "both", "max-channels": 1 } };
    changed.routes = [
      { name: "Emergency", type: "emergency", patterns: ["911"], trunk: "one" },
      {
        ...{ name: "Outbound", patterns: ["NXXNXXXXXX"], trunk: "one", "pin-set": "Managers" },
        "failure-destination": "congestion",
      },
    ];
  });
  const { phone, pbx } = await laboratory(input);
  const alice = await phone("1001", newYork);
  const bob = await phone("1002", newYork);
  const first = await alice.call("911");
  const answer = await first.final;
  expect((await (await bob.call("2125550188")).final).status).toBe(503);
  await hangUp(alice, first.invite, answer);
  expect(pbx.complaints()).toEqual([]);
});

test.each([
  ["emergency", 403, 403],
  ["internal", 480, 403],
  ["outbound", 403, 200],
  ["full", 480, 200],
] as const)(
  "a placeholder of level %s gets %i inside and %i outside, and always 911",
  async (level, inside, outside) => {
    const input = setupWith((changed) => {
      changed["placeholder-calls"] = level;
    });
    const { phone, pbx } = await laboratory(input);
    const lobby = await phone("9000", newYork);
    const status = async (number: string): Promise<number> => {
      const { invite, final } = await lobby.call(number);
      const response = await final;
      if (response.status === 200) await hangUp(lobby, invite, response);
      return response.status;
    };
    expect([await status("2000"), await status("2125550188"), await status("911")]).toEqual([
      inside,
      outside,
      200,
    ]);
    expect(await status("777")).toBe(404);
    expect(pbx.complaints()).toEqual([]);
  },
);

test("own patterns of an extension take 911 from the emergency route, and a forward sends a call on", async () => {
  const input = setupWith((changed) => {
    Object.assign(changed.extensions["1003"] ?? {}, { "denied-numbers": ["9."] });
    changed["feature-codes"] = ["call-forward", "do-not-disturb"];
  });
  const { farEnd, phone, pbx } = await laboratory(input);
  const carol = await phone("1003", newYork);
  expect((await (await carol.call("911")).final).status).toBe(403);

  const dial = async (number: string): Promise<void> => {
    const { final } = await carol.call(number);
    expect((await final).status).toBe(200);
    carol.answer(await carol.nextRequest("BYE"), 200);
  };
  const alice = await phone("1001", chicago);
  await dial("*78");
  expect((await (await alice.call("1003")).final).status).toBe(486);
  await dial("*79");
  await dial("*722125550188");
  const forwarded = await alice.call("1003");
  const answer = await forwarded.final;
  expect(answer.status).toBe(200);
  // As a call of who has forwarded it.
  await expect.poll(() => farEnd.calls()).toMatchObject([{ number: "2125550188", callerId: "2125550103" }]);
  await hangUp(alice, forwarded.invite, answer);
  await dial("*73");
  expect((await (await alice.call("1003")).final).status).toBe(480);
  expect(pbx.complaints()).toEqual([]);
});

test("the PSAP calls back: every phone of the extension rings; one that dials its own number rings the others", async () => {
  const input = setupWith((changed) => {
    changed["inbound-routes"] = [{ did: "2125550100", extension: "9000" }];
  });
  const { farEnd, phone, pbx } = await laboratory(input);
  const [one, other] = [await phone("9000", newYork), await phone("9000", chicago)];
  await one.register();
  await other.register();
  farEnd.callBack("2125550100", `${pbx.sip.host}:${pbx.sip.port}`);
  for (const desk of [one, other]) {
    const rung = await desk.nextRequest("INVITE");
    expect(header(rung, "From")).toContain("911@");
    desk.answer(rung, 486);
  }
  const own = await one.call("9000");
  other.answer(await other.nextRequest("INVITE"), 486);
  expect((await own.final).status).toBe(486);
  expect(pbx.complaints()).toEqual([]);
});

test("an emergency device reaches the PSAP as its place and nothing else outside; a device without a user nothing", async () => {
  const input = setupWith((changed) => {
    Object.assign(changed.extensions["1003"] ?? {}, {
      ...{ name: "Lift", role: "emergency-device", "emergency-cid": "2125550155" },
    });
    Object.assign(changed.extensions["1004"] ?? {}, { "device-user": "none" });
  });
  const { farEnd, phone, pbx } = await laboratory(input);
  const lift = await phone("1003", newYork);
  const { invite, final } = await lift.call("911");
  const response = await final;
  await expect
    .poll(() => farEnd.calls())
    .toMatchObject([{ callerId: "2125550155", callId: header(invite, "Call-ID") }]);
  await hangUp(lift, invite, response);
  expect((await (await lift.call("2125550188")).final).status).toBe(603);
  const nobody = await phone("1004", newYork);
  expect((await (await nobody.call("911")).final).status).toBe(200);
  nobody.answer(await nobody.nextRequest("BYE"), 200);
  expect(farEnd.calls()).toHaveLength(1);
  expect((await (await nobody.call("1003")).final).status).toBe(200);
  expect(pbx.complaints()).toEqual([]);
});

test("one phone of many is asked for a resync, and the probe's user is let in by its secret alone", async () => {
  const { phone, pbx } = await laboratory(sampleInput());
  const [one, other] = [await phone("9000", newYork), await phone("9000", chicago)];
  await one.register();
  await other.register();
  await pbx.console(`pjsip send notify clearlyip-check-sync uri sip:9000@${one.address}`);
  const isResync = (message: SipMessage): boolean =>
    header(message, "Event")?.startsWith("check-sync") === true;
  expect(header(await one.next(isResync), "Event")).toBe("check-sync;reboot=false");
  await pbx.console("pjsip send notify clearlyip-reboot endpoint 9000");
  expect(header(await other.next(isResync), "Event")).toBe("check-sync;reboot=true");

  const manager = readFileSync(join(pbx.folder, "manager.conf"), "utf8");
  const [, port = ""] = /port = (\d+)/.exec(manager) ?? [];
  const [, secret = ""] = /secret = (\S+)/.exec(manager) ?? [];
  expect(await logInToAmi(Number(port), secret)).toContain("Response: Success");
  expect(await logInToAmi(Number(port), "wrong")).toContain("Response: Error");
});

/** What AMI says to a log-in. */
async function logInToAmi(port: number, secret: string): Promise<string> {
  const socket = connect({ host: "127.0.0.1", port });
  socket.write(`Action: Login\r\nUsername: deskfleet\r\nSecret: ${secret}\r\n\r\nAction: Logoff\r\n\r\n`);
  let said = "";
  for await (const data of socket) said += String(data);
  return said;
}

test("without a far end a trunk is a dead end: 911 ends in Congestion", async () => {
  const pbx = await startAsterisk("two-offices");
  const account = { user: "1001", password: sampleInput().extensions["1001"]?.secret ?? "" };
  const alice = await TestPhone.open(pbx.sip, account, newYork);
  expect((await (await alice.call("911")).final).status).toBe(503);
  alice.close();
  expect(pbx.complaints()).toEqual([]);
});

test("no emergency number leaves by a carrier that is not the PSAP, whatever stands before it", async () => {
  const input = setupWith((changed) => {
    changed.routes = [{ name: "All", patterns: ["."], trunk: "carrier" }];
  });
  const farEnd = await startFarEnd({
    host: "127.0.0.1",
    setup: () => setupFileSchema.parse(input),
    onCall: () => {},
  });
  onTestFinished(() => farEnd.stop());
  const flags = ["--psap", "127.0.0.1:9", "--carrier", `${farEnd.peer.host}:${farEnd.peer.port}`];
  const pbx = await startAsterisk(input, { flags });
  const account = { user: "1001", password: sampleInput().extensions["1001"]?.secret ?? "" };
  const alice = await TestPhone.open(pbx.sip, account, newYork);
  for (const number of ["112", "9911", "+911", "*67911", "988"]) {
    const { status } = await (await alice.call(number)).final;
    expect([number, status]).toEqual([number, 503]);
  }
  expect(farEnd.calls()).toEqual([]);
  const { invite, final } = await alice.call("12125550911");
  const answer = await final;
  await expect.poll(() => farEnd.calls()).toMatchObject([{ number: "12125550911" }]);
  await hangUp(alice, invite, answer);
  alice.close();
  expect(pbx.complaints()).toEqual([]);
});
