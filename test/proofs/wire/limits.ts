import { expect } from "vitest";
import {
  absent,
  contactLines,
  field,
  heardBy,
  oneIsLost,
  registered,
  type WireProof,
  withExtension,
} from "./wire-proof.js";

const three = { maxContacts: 3 };

/** Who is let in where Max Contacts is reached. */
export const limits: readonly WireProof[] = [
  {
    name: "no-room-left",
    rules: ["PBX-25", "PBX-50"],
    says: "the contact over the limit gets 403 after its challenge, with nothing in it, and nothing changes",
    run: async (start) => {
      const rig = await start(withExtension("9000", three));
      await registered(rig, "9000", 3);
      const before = rig.pbx.contacts("9000").map(({ uri }) => uri);
      const refused = await (await rig.phone("9000")).register();
      expect(refused.status, "phone 4").toBe(403);
      const names = refused.headers.map(({ name }) => name).sort();
      expect(names).toEqual(["CSeq", "Call-ID", "Content-Length", "From", "Server", "To", "Via"]);
      expect(rig.pbx.contacts("9000").map(({ uri }) => uri)).toEqual(before);
      const [last] = rig.pbx.securityEvents().slice(-1);
      expect(`${last?.event} ${last?.account} ${last?.acl}`, "the last in the security log").toBe(
        "FailedACL 9000 registrar_attempt_exceeds_maximum_configured_contacts",
      );
    },
  },
  {
    name: "refresh-where-it-is-full",
    rules: ["PBX-26"],
    says: "a full extension takes refreshes, removals, and removals of what is not bound",
    run: async (start) => {
      const rig = await start(withExtension("9000", three));
      const [first] = await registered(rig, "9000", 3);
      expect((await first?.register())?.status, "a refresh").toBe(200);
      const other = await rig.phone("9000");
      expect((await other.register([field("Expires", "0")])).status, "of what is not bound").toBe(200);
      expect(rig.pbx.contacts("9000")).toHaveLength(3);
      expect((await first?.register([field("Expires", "0")]))?.status, "a removal").toBe(200);
      expect(rig.pbx.contacts("9000")).toHaveLength(2);
    },
  },
  {
    name: "soonest-to-expire",
    rules: ["PBX-3", "PBX-27", "PBX-65"],
    says: "with Remove Existing the contact that runs out first goes, and its phone hears nothing",
    run: async (start) => {
      const rig = await start(withExtension("9000", { ...three, removeExisting: true }));
      const phones = await registered(rig, "9000", 3);
      const [first = absent(), victim = absent(), third = absent()] = phones;
      for (const [phone, expires] of [
        [first, "900"],
        [victim, "300"],
        [third, "600"],
      ] as const) {
        await phone.register([field("Expires", expires)]);
      }
      await heardBy(victim);
      const told = victim.mailboxNotices.length;
      const fourth = await rig.phone("9000");
      expect((await fourth.register([field("Expires", "100")])).status, "phone 4").toBe(200);
      const left = rig.pbx.contacts("9000").map(({ source }) => source);
      expect(left, "left").toEqual([first, third, fourth].map(({ address }) => `udp:${address}`));
      expect(await heardBy(victim), "heard by the phone that was dropped").toEqual([]);
      expect(victim.mailboxNotices.length - told, "notices to the phone that was dropped").toBe(0);
    },
  },
  {
    name: "many-contacts-in-one-request",
    rules: ["PBX-28"],
    says: "one REGISTER with two contacts is refused where one is allowed, Remove Existing or not",
    run: async (start) => {
      const rig = await start(withExtension("9000", { maxContacts: 1 }));
      const phone = await rig.phone("9000");
      const both = ["a", "b"].map((line) => field("Contact", `<sip:9000@${phone.address};line=${line}>`));
      expect((await phone.register(both)).status, "two contacts at once").toBe(403);
      expect(rig.pbx.contacts("9000")).toEqual([]);
    },
  },
  {
    name: "unreachable-makes-room",
    rules: ["PBX-4", "PBX-29"],
    says: "by override a phone that answers no OPTIONS makes room, and one that does never",
    run: async (start) => {
      const rig = await start(
        withExtension("9000", {
          maxContacts: 2,
          qualifySeconds: 1,
          override: { removeUnavailable: true, withoutAuthentication: false },
        }),
      );
      const [there = absent()] = await registered(rig, "9000", 2);
      const early = await rig.phone("9000");
      expect((await early.register()).status, "while all are there").toBe(403);
      await oneIsLost(rig, "9000", there);
      expect((await early.register()).status, "when one is gone").toBe(200);
      const left = rig.pbx.contacts("9000").map(({ source }) => source);
      expect(left).toEqual([`udp:${there?.address}`, `udp:${early.address}`]);
    },
  },
  {
    name: "unreachable-takes-its-place",
    rules: ["PBX-46"],
    says: "without that override a phone that answers no OPTIONS still takes its place",
    run: async (start) => {
      const rig = await start(withExtension("9000", { maxContacts: 2, qualifySeconds: 1 }));
      const [there = absent()] = await registered(rig, "9000", 2);
      await oneIsLost(rig, "9000", there);
      expect((await (await rig.phone("9000")).register()).status, "phone 3").toBe(403);
      expect(rig.pbx.contacts("9000")).toHaveLength(2);
    },
  },
  {
    name: "all-at-once",
    rules: ["PBX-39"],
    says: "of 30 phones that register at once exactly 10 are let in where 10 are allowed",
    run: async (start) => {
      const rig = await start(withExtension("9000", { maxContacts: 10 }));
      const phones = await Promise.all(Array.from({ length: 30 }, () => rig.phone("9000")));
      const statuses = await Promise.all(phones.map(async (phone) => (await phone.register()).status));
      expect(statuses.filter((status) => status === 200).length, "let in").toBe(10);
      expect(statuses.filter((status) => status === 403)).toHaveLength(20);
      expect(rig.pbx.contacts("9000")).toHaveLength(10);
      expect(contactLines(await (phones[statuses.indexOf(200)] ?? absent()).register())).toHaveLength(10);
    },
  },
];
