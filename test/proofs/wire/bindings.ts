import { expect } from "vitest";
import { contactLines, field, inTime, registered, type WireProof, withExtension } from "./wire-proof.js";

const keptAsSent = { maxContacts: 10, rewriteContact: false };

/** What is one contact, and what it is kept as. */
export const bindings: readonly WireProof[] = [
  {
    name: "another-address-of-record",
    rules: ["PBX-20"],
    says: "who names another extension in To gets 404, after good credentials",
    run: async (start) => {
      const rig = await start();
      const phone = await rig.phone("1001");
      const to = field("To", "<sip:9000@127.0.0.1>");
      expect((await phone.register([to])).status, "1001 for 9000").toBe(404);
      expect(rig.pbx.contacts()).toEqual([]);
      const stranger = await rig.phone("1001");
      expect((await stranger.register([field("To", "<sip:nobody@127.0.0.1>")])).status).toBe(404);
    },
  },
  {
    name: "what-is-one-contact",
    rules: ["PBX-21"],
    says: "another Call-ID, instance or lower CSeq refreshes what is bound",
    run: async (start) => {
      const rig = await start();
      const phone = await rig.phone("9000");
      await phone.register();
      const contact = `<sip:9000@${phone.address}>;+sip.instance="<urn:uuid:1>";reg-id=1;q=0.5`;
      const answered = await phone.register([
        field("Contact", contact),
        field("Call-ID", "after-a-reboot"),
        field("Expires", "600"),
      ]);
      expect(contactLines(answered).join(), "after another Call-ID").toBe(
        `<sip:9000@${phone.address}>;expires=599`,
      );
    },
  },
  {
    name: "address-of-the-packet",
    rules: ["PBX-9", "PBX-22", "PBX-64"],
    says: "phones behind one socket share a contact with its address; another line or port makes another",
    run: async (start) => {
      const rig = await start();
      const phone = await rig.phone("9000");
      const ask = (contact: string) => phone.register([field("Contact", `<${contact}>`)]);
      await ask("sip:9000@192.168.1.5:5070;x-mine=1");
      await ask("sip:9000@192.168.1.6:5080;x-mine=1");
      const uris = () =>
        rig.pbx
          .contacts("9000")
          .map(({ uri }) => uri)
          .sort();
      expect(uris().join(), "kept").toBe(`sip:9000@${phone.address};x-mine=1`);
      await ask("sip:9000@192.168.1.6:5080;x-mine=2");
      expect(uris()).toHaveLength(2);
      await (await rig.phone("9000")).register();
      expect(uris()).toHaveLength(3);
    },
  },
  {
    name: "own-host-is-shown",
    rules: ["PBX-23"],
    says: "a phone reads its own host in the 200, and the PBX dials the address of the packet",
    run: async (start) => {
      const rig = await start();
      const phone = await rig.phone("9000");
      const answered = await phone.register([field("Contact", "<sip:9000@192.168.1.5:5070>")]);
      expect(contactLines(answered).join(), "shown").toBe("<sip:9000@192.168.1.5:5070>;expires=3599");
      expect(rig.pbx.contacts("9000")).toMatchObject([{ uri: `sip:9000@${phone.address}` }]);
    },
  },
  {
    name: "contacts-kept-as-sent",
    rules: ["PBX-24"],
    says: "without rewriting, port, host, line and transport each make another contact",
    run: async (start) => {
      const rig = await start(withExtension("9000", keptAsSent));
      const phone = await rig.phone("9000");
      const host = phone.address;
      for (const contact of [
        ...["sip:9000@192.168.1.5", "sip:9000@192.168.1.5:5060", "sip:9000@192.168.1.6"],
        ...[`sip:9000@${host};line=a`, `sip:9000@${host};line=b`, `sip:9000@${host};transport=udp`],
      ]) {
        await phone.register([field("Contact", `<${contact}>`)]);
      }
      await phone.register([field("Contact", "<sip:9000@192.168.1.5>"), field("Call-ID", "again")]);
      expect(rig.pbx.contacts("9000"), "contacts of one socket").toHaveLength(6);
    },
  },
  {
    name: "swap-in-one-request",
    rules: ["PBX-35"],
    says: "an old and a new address in one REGISTER: 403 where it is full, else the old one stays",
    run: async (start) => {
      const full = await start(withExtension("9000", { maxContacts: 2 }));
      const [first] = await registered(full, "9000", 2);
      const mover = await full.phone("9000");
      const swap = (from = "", to = "") => [
        field("Contact", `<sip:9000@${from}>;expires=0`),
        field("Contact", `<sip:9000@${to}>;expires=300`),
      ];
      const refused = await mover.register(swap(first?.address, mover.address));
      expect(refused.status, "a swap where it is full").toBe(403);
      const free = await start();
      const [old] = await registered(free, "9000", 1);
      const other = await free.phone("9000");
      expect((await other.register(swap(old?.address, other.address))).status).toBe(200);
      expect(free.pbx.contacts("9000")).toHaveLength(2);
    },
  },
  {
    name: "removal-from-another-port",
    rules: ["PBX-36", "PBX-64"],
    says: "a phone that comes back on another port cannot remove its ghost",
    run: async (start) => {
      const rig = await start();
      const [before] = await registered(rig, "9000", 1);
      const after = await rig.phone("9000");
      const old = field("Contact", `<sip:9000@${before?.address}>`);
      expect((await after.register([old, field("Expires", "0")])).status).toBe(200);
      const left = rig.pbx.contacts("9000").map(({ source }) => source);
      expect(left, "the ghost").toEqual([`udp:${before?.address}`]);
    },
  },
  {
    name: "what-is-kept",
    rules: ["PBX-40"],
    says: "a contact is kept with its User-Agent, Call-ID, source and time left",
    run: async (start) => {
      const rig = await start();
      const phone = await rig.phone("9000");
      await phone.register([
        field("User-Agent", "a phone"),
        field("Call-ID", "its-call-id"),
        field("Expires", "600"),
      ]);
      const [host, port] = phone.address.split(":");
      const [kept] = rig.pbx.snapshot();
      expect(kept, "kept").toMatchObject({
        extension: "9000",
        userAgent: "a phone",
        callId: "its-call-id",
        source: { host, port: Number(port), protocol: "udp" },
      });
      expect((kept?.expiresAt ?? 0) - (kept?.registeredAt ?? 0)).toBe(600_000);
      expect(rig.pbx.contacts("9000")).toMatchObject([{ userAgent: "a phone", expiresInSeconds: 599 }]);
    },
  },
  {
    name: "connection-and-contact",
    rules: ["PBX-61", "PBX-62", "F-26"],
    says: "a contact ends with its connection, unless it was kept as sent",
    run: async (start) => {
      const rewriting = await start();
      const gone = await rewriting.phone("9000", "127.0.0.1", "tcp");
      await gone.register();
      gone.close();
      await inTime("the end of the connection", rewriting.connectionClosed);
      expect(rewriting.pbx.contacts("9000"), "after the connection").toEqual([]);
      const keeping = await start(withExtension("9000", keptAsSent));
      const stays = await keeping.phone("9000", "127.0.0.1", "tcp");
      await stays.register();
      stays.close();
      await inTime("the end of the connection", keeping.connectionClosed);
      expect(keeping.pbx.contacts("9000"), "kept as sent").toHaveLength(1);
      expect(keeping.pbx.snapshot(), "over a restart").toHaveLength(1);
    },
  },
];
