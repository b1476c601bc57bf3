import { expect, onTestFinished, test } from "vitest";
import { connectSipApp } from "../../../sim/backend/drachtio/sip-app.js";
import { startSwitch } from "../../../sim/backend/switch/switch.js";
import { callBack } from "../../../sim/psap/call-back.js";
import { offer, TestPhone } from "../backend/pbx/test-phone.js";

/** A phone that the PSAP calls without a PBX in between, and what was told of its calls. */
async function started() {
  const secret = "control";
  const sip = await startSwitch({ host: "127.0.0.1", udpPort: 0, tcpPort: 0, secret });
  let lost: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    lost = resolve;
  });
  const connection = await connectSipApp({ ...sip.admin, secret }, () => undefined, lost);
  onTestFinished(async () => {
    await connection.close();
    await sip.stop();
  });
  const phone = await TestPhone.open(sip.udp, { user: "1001", password: "" });
  onTestFinished(() => phone.close());
  const told: string[] = [];
  const open = new Set<() => void>();
  return {
    ...{ phone, told, open },
    call: () =>
      callBack({
        ...{ app: connection.app, host: "127.0.0.1", pbx: phone.address, number: "1001", from: "911", open },
        sound: undefined,
        onChange: ({ state, status }) => told.push(status === undefined ? state : `${state} ${status}`),
      }),
    loseServer: async () => {
      await sip.stop();
      await gone;
    },
  };
}

test("a call back that has ended, or that nobody answered, is forgotten", async () => {
  const { phone, told, open, call } = await started();
  call();
  const invite = await phone.nextRequest("INVITE");
  phone.answer(invite, 200, offer);
  await phone.nextRequest("ACK");
  await expect.poll(() => told).toEqual(["calling", "answered"]);
  expect(open.size).toBe(1);
  for (const end of open) end();
  phone.answer(await phone.nextRequest("BYE"), 200);
  expect(open.size).toBe(0);
  call();
  phone.answer(await phone.nextRequest("INVITE"), 486);
  await phone.nextRequest("ACK");
  await expect.poll(() => told.slice(2)).toEqual(["ended", "calling", "failed 486"]);
  expect(open.size).toBe(0);
});

test.each([
  ["an offer of hold", `${offer}a=sendonly\r\n`, "a=recvonly"],
  ["no offer, which gets the description that it had", "", "m=audio 9 RTP/AVP 0 8 101"],
])("a re-INVITE with %s is answered", async (_what, body, answer) => {
  const { phone, told, open, call } = await started();
  call();
  const invite = await phone.nextRequest("INVITE");
  phone.answer(invite, 200, offer);
  await phone.nextRequest("ACK");
  await expect.poll(() => told).toEqual(["calling", "answered"]);
  const reinvite = phone.backInDialog("INVITE", invite, body);
  phone.send(reinvite);
  const answered = await phone.finalTo(reinvite);
  phone.acknowledge(reinvite, answered);
  expect(answered.status).toBe(200);
  expect(answered.body).toContain(answer);
  for (const end of open) end();
  phone.answer(await phone.nextRequest("BYE"), 200);
});

test("a 200 that crosses the end is told as an end", async () => {
  const { phone, told, open, call } = await started();
  call();
  const invite = await phone.nextRequest("INVITE");
  for (const end of open) end();
  phone.answer(invite, 200, offer);
  await phone.nextRequest("ACK");
  phone.answer(await phone.nextRequest("BYE"), 200);
  await expect.poll(() => told).toEqual(["calling", "ended"]);
});

test("a SIP server that is gone fails the call back", async () => {
  const { told, open, call, loseServer } = await started();
  await loseServer();
  call();
  expect(told).toEqual(["calling", "failed"]);
  expect(open.size).toBe(0);
});
