import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ContactTable } from "../../../../sim/backend/pbx/contact-table.js";
import { restoreContacts, storedContacts } from "../../../../sim/backend/pbx/stored-contact.js";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { header } from "../../../../sim/sip/message/message.js";
import { type Rig, startRig } from "./rig.js";
import { offer } from "./test-phone.js";
import { twoOffices } from "./two-offices.js";

let rig: Rig;
beforeEach(async () => {
  rig = await startRig({}, { tls: true });
});
afterEach(() => rig.stop());

const agent = [{ name: "User-Agent", value: "ClearlyIP CIP270 2.42.6.3.36 00:1f:c1:aa:bb:cc" }];

describe("a restart of the PBX", () => {
  it("PBX-60, PBX-61: keeps UDP contacts and forgets those of connections", async () => {
    const udp = await rig.phone("9000");
    await udp.register([...agent, { name: "Expires", value: "600" }]);
    for (const protocol of ["tcp", "tls"] as const) {
      expect((await (await rig.phone("9000", "127.0.0.1", protocol)).register()).status).toBe(200);
    }
    expect(rig.pbx.contacts("9000")).toHaveLength(3);
    const stored = JSON.parse(JSON.stringify(rig.pbx.snapshot()));
    const restarted = await startRig({}, { restore: stored });
    expect(restarted.pbx.contactsOf("9000").map((each) => each.mac)).toEqual(["001fc1aabbcc"]);
    const [contact] = restarted.pbx.contacts();
    expect(contact).toMatchObject({ uri: `sip:9000@${udp.address}`, source: `udp:${udp.address}` });
    expect(contact?.expiresInSeconds).toBeGreaterThan(590);
    expect(contact?.expiresInSeconds).toBeLessThan(600);
    const caller = await restarted.phone("1001");
    await caller.call("9000");
    expect((await udp.nextRequest("INVITE")).uri).toBe(`sip:9000@${udp.address}`);
    await restarted.stop();
  });
});

describe("stored contacts", () => {
  const setup = twoOffices();

  async function stored() {
    const phone = await rig.phone("9000");
    await phone.register([{ name: "Expires", value: "600" }]);
    return rig.pbx.snapshot();
  }

  function restored(contacts: Awaited<ReturnType<typeof stored>>, changes = {}) {
    const clock = new ManualClock();
    const table = new ContactTable();
    const expiresAt = clock.wall() + 1000;
    const given = contacts.map((each) => ({
      ...each,
      expiresAt,
      registeredAt: clock.wall() - 1000,
      ...changes,
    }));
    restoreContacts(table, given, setup, clock);
    return { clock, table };
  }

  it("keep the time that is left and run out then", async () => {
    const { clock, table } = restored(await stored());
    expect(table.views(clock.now())).toHaveLength(1);
    clock.advance(1000);
    expect(table.views(clock.now())).toEqual([]);
  });

  it("come out as they went in", async () => {
    const contacts = await stored();
    const { clock, table } = restored(contacts);
    const again = storedContacts(table, clock);
    expect(again).toEqual([
      { ...contacts[0], expiresAt: clock.wall() + 1000, registeredAt: clock.wall() - 1000 },
    ]);
  });

  it.each([
    ["that have run out", { expiresAt: 0 }],
    ["of an extension that is gone", { extension: "4711" }],
    ["that cannot be dialled", { uri: "tel:911" }],
  ])("%s are left out", async (_which, changes) => {
    expect(restored(await stored(), changes).table.all(0)).toEqual([]);
  });
});

describe("a phone on TLS", () => {
  it("is registered, notified and called over its connection", async () => {
    const phone = await rig.phone("1002", "127.20.0.9", "tls");
    expect((await phone.register(agent)).status).toBe(200);
    expect(rig.pbx.contacts("1002")).toMatchObject([
      { uri: `sip:1002@${phone.address};transport=tls`, source: `tls:${phone.address}` },
    ]);
    const [contact] = rig.pbx.contactsOf("1002");
    if (contact?.mac === undefined) throw new Error("no MAC");
    expect(await rig.pbx.notifyCheckSync(contact.mac, false)).toBe(true);
    const notify = await phone.nextRequest("NOTIFY");
    expect(header(notify, "Event")).toBe("check-sync;reboot=false");
    phone.answer(notify, 200);
    const caller = await rig.phone("1001");
    const call = await caller.call("1002");
    phone.answer(await phone.nextRequest("INVITE"), 200, offer);
    expect((await call.final).status).toBe(200);
    await phone.nextRequest("ACK");
  });

  it("reaches the PSAP as the desk that it stands at", async () => {
    const phone = await rig.phone("9000", "127.20.0.9", "tls");
    expect((await (await phone.call("911")).final).status).toBe(200);
    expect(await rig.farEndCalls(1)).toMatchObject([{ callerId: "3125550100", location: "chicago" }]);
  });
});

describe("a connection that closes", () => {
  it.each(["tcp", "tls"] as const)("PBX-61: takes its %s contact with it, and no other", async (protocol) => {
    const [gone, stays] = [await rig.phone("9000", "127.0.0.1", protocol), await rig.phone("9000")];
    await gone.register();
    await stays.register();
    gone.close();
    await expect.poll(() => rig.pbx.contacts().map((each) => each.source)).toEqual([`udp:${stays.address}`]);
  });
});
