import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startPbx } from "../../../../sim/backend/pbx/pbx.js";
import { createSetupStore } from "../../../../sim/backend/setup-store.js";
import { startSwitch } from "../../../../sim/backend/switch/switch.js";
import type { Mac } from "../../../../sim/model/mac.js";
import { createRandom } from "../../../../sim/model/random.js";
import { header, headersOf } from "../../../../sim/sip/message/message.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import { type Rig, startRig } from "./rig.js";
import { TestPhone } from "./test-phone.js";
import { twoOffices } from "./two-offices.js";

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.stop());

const agent = (mac: string) => ({ name: "User-Agent", value: `ClearlyIP CIP270 2.42.6.3.36 ${mac}` });

describe("registration on the wire", () => {
  it("401, then 200 with one Contact line per binding", async () => {
    const [first, second] = await Promise.all([rig.phone("9000"), rig.phone("9000")]);
    expect((await first.register()).status).toBe(200);
    const answered = await second.register([{ name: "Expires", value: "300" }]);
    expect(answered.status).toBe(200);
    expect(headersOf(answered, "Contact").sort()).toEqual(
      [`<sip:9000@${first.address}>;expires=3599`, `<sip:9000@${second.address}>;expires=299`].sort(),
    );
    expect(header(answered, "Expires")).toBe("300");
    expect(header(answered, "Date")).toMatch(/GMT$/);
    expect(
      rig.pbx
        .contacts("9000")
        .map((each) => each.source)
        .sort(),
    ).toEqual([`udp:${first.address}`, `udp:${second.address}`].sort());
  });

  it("403 over Max Contacts, and the refused phone can still call 911", async () => {
    const phones = await Promise.all(
      Array.from({ length: 11 }, (_each, index) => rig.phone("9000", `127.10.0.${index + 1}`)),
    );
    const statuses = await Promise.all(phones.map(async (each) => (await each.register()).status));
    expect(statuses.filter((each) => each === 200)).toHaveLength(10);
    const refused = phones[statuses.indexOf(403)];
    const call = await refused?.call("911");
    expect((await call?.final)?.status).toBe(200);
  });

  it("401 again for a wrong password, and for an unknown user", async () => {
    const wrong = await TestPhone.open(rig.sip, { user: "1001", password: "guess" });
    expect((await wrong.register()).status).toBe(401);
    wrong.close();
    expect((await (await rig.phone("4711")).register()).status).toBe(401);
    expect(rig.pbx.contacts()).toEqual([]);
  });
});

// proves: F-32
it("an extension that was made and not applied is an unknown one, and the PBX says which", async () => {
  rig.setup.submit({ extensions: { "4711": { name: "New", secret: "s3cret-new" } } }, "later");
  const phone = await TestPhone.open(rig.sip, { user: "4711", password: "s3cret-new" });
  expect((await phone.register()).status).toBe(401);
  expect(rig.notes.at(-1)).toContain("(extension 4711 was made, and is not applied yet)");
  rig.setup.submit({});
  expect((await phone.register()).status).toBe(200);
  phone.close();
});

describe("other requests", () => {
  it("OPTIONS: 200 for a known user, 401 for an unknown one", async () => {
    for (const [user, status] of [
      ["1001", 200],
      ["4711", 401],
    ] as const) {
      const phone = await rig.phone(user);
      const options = phone.request("OPTIONS", "sip:127.0.0.1");
      phone.send(options);
      expect((await phone.finalTo(options)).status).toBe(status);
    }
  });

  it("refuses subscriptions with 489 and what it does not offer with 405", async () => {
    const phone = await rig.phone("1001");
    for (const [method, status] of [
      ["SUBSCRIBE", 489],
      ["MESSAGE", 405],
    ] as const) {
      const request = phone.request(method, "sip:1002@127.0.0.1", [{ name: "Event", value: "presence" }]);
      phone.send(request);
      expect((await phone.finalTo(request)).status).toBe(status);
    }
  });

  it.each([
    ["From: <tel:+12125550100>;tag=a", "REGISTER"],
    ["Authorization: Digest username=", "REGISTER"],
    ["Contact: <sip:%zz@>;expires=-1", "INVITE"],
  ])("a request with %s is answered and the PBX lives on", async (line, method) => {
    const phone = await rig.phone("1001");
    const [name = "", value = ""] = line.split(/: (.*)/);
    const request = phone.request(method, "sip:911@127.0.0.1", [{ name, value }]);
    phone.send(request);
    expect((await phone.finalTo(request)).status).toBeGreaterThanOrEqual(400);
    expect((await (await rig.phone("1002")).register()).status).toBe(200);
  });
});

describe("check-sync", () => {
  const mac = "001fc1aabbcc" as Mac;

  it("PBX-49: goes to the one contact of that phone", async () => {
    const [wanted, other] = await Promise.all([rig.phone("9000"), rig.phone("9000")]);
    await wanted.register([agent("00:1f:c1:aa:bb:cc")]);
    await other.register([agent("00:1f:c1:00:00:01")]);
    expect(await rig.pbx.notifyCheckSync(mac, true)).toBe(true);
    const notify = await wanted.nextRequest("NOTIFY");
    expect(header(notify, "Event")).toBe("check-sync;reboot=true");
    expect(header(notify, "Subscription-State")).toBe("terminated");
    wanted.answer(notify, 200);
    expect(await rig.pbx.notifyCheckSync("001fc1000001" as Mac, false)).toBe(true);
    expect(header(await other.nextRequest("NOTIFY"), "Event")).toBe("check-sync;reboot=false");
  });

  it("says so when no contact has that MAC", async () => {
    expect(await rig.pbx.notifyCheckSync(mac, false)).toBe(false);
  });

  it("PBX-49: under resync-address endpoint every contact of the extension gets it", async () => {
    const { policies } = rig.setup.current;
    await rig.stop();
    rig = await startRig({ policies: { ...policies, resyncAddress: "endpoint" } });
    const [wanted, other, user] = [await rig.phone("9000"), await rig.phone("9000"), await rig.phone("1001")];
    await wanted.register([agent("00:1f:c1:aa:bb:cc")]);
    await other.register();
    await user.register();
    expect(await rig.pbx.notifyCheckSync(mac, true)).toBe(true);
    for (const phone of [wanted, other]) {
      expect(header(await phone.nextRequest("NOTIFY"), "Event")).toBe("check-sync;reboot=true");
    }
    await expectSilence(user);
  });

  it("asks for what the seam says", async () => {
    const phone = await rig.phone("9000");
    await phone.register([agent("00:1f:c1:aa:bb:cc")]);
    rig.bend({ notify: () => true });
    expect(await rig.pbx.notifyCheckSync(mac, false)).toBe(true);
    expect(header(await phone.nextRequest("NOTIFY"), "Event")).toBe("check-sync;reboot=true");
  });

  it("is claimed but not sent where the seam withholds it", async () => {
    const phone = await rig.phone("9000");
    await phone.register([agent("00:1f:c1:aa:bb:cc")]);
    rig.bend({ notify: () => "withhold" });
    expect(await rig.pbx.notifyCheckSync(mac, true)).toBe(true);
    await expectSilence(phone);
  });
});

/** The next thing that arrives is the answer to a later request. */
async function expectSilence(phone: TestPhone): Promise<void> {
  const options = phone.request("OPTIONS", "sip:127.0.0.1");
  phone.send(options);
  expect((await phone.next(() => true)).kind).toBe("response");
}

describe("contacts of an extension", () => {
  it("are the phones that it is registered from", async () => {
    const [named, nameless] = [await rig.phone("9000"), await rig.phone("9000")];
    await named.register([agent("00:1f:c1:aa:bb:cc")]);
    await nameless.register();
    expect(rig.pbx.contactsOf("9000").map((each) => each.mac)).toEqual(["001fc1aabbcc", undefined]);
    expect(rig.pbx.contactsOf("1001")).toEqual([]);
    expect(rig.observed).toEqual(["registered 001fc1aabbcc 9000"]);
  });

  it("PBX-65: are forgotten by evict, their phones hear nothing and are called no more", async () => {
    const [user, other] = [await rig.phone("1001"), await rig.phone("1002")];
    await user.register([agent("00:1f:c1:aa:bb:cc")]);
    await other.register();
    rig.pbx.evict("1001");
    expect(rig.pbx.contacts().map((each) => each.extension)).toEqual(["1002"]);
    await expectSilence(user);
    expect((await (await other.call("1001")).final).status).toBe(480);
    expect((await user.register()).status).toBe(200);
  });
});

describe("starting", () => {
  const options = {
    setup: createSetupStore(twoOffices()),
    onEvent: () => {},
    farEnd: { host: "127.0.0.1", port: 9, isDown: () => false },
    clock: systemClock,
    random: createRandom(1),
  };

  it("fails with DF_DRACHTIO_CONNECT where no SIP server listens", async () => {
    const drachtio = { host: "127.0.0.1", port: 1, secret: "x" };
    await expect(startPbx({ ...options, drachtio })).rejects.toMatchObject({ code: "DF_DRACHTIO_CONNECT" });
  });

  it("fails with DF_DRACHTIO_CONNECT where the secret is wrong", async () => {
    const sip = await startSwitch({ host: "127.0.0.1", udpPort: 0, tcpPort: 0, secret: "right" });
    const drachtio = { ...sip.admin, secret: "wrong" };
    await expect(startPbx({ ...options, drachtio })).rejects.toMatchObject({ code: "DF_DRACHTIO_CONNECT" });
    await sip.stop();
  });
});

describe("a lost SIP server", () => {
  it("is reported, and the PBX can still be stopped", async () => {
    const phone = await rig.phone("1001");
    expect((await (await phone.call("911")).final).status).toBe(200);
    await rig.stopSipServer();
    await expect.poll(() => rig.notes.at(-1)).toMatch(/^connection to the SIP server at .* lost$/);
    await rig.pbx.stop();
  });
});
