import { expect } from "vitest";
import type { Mac } from "../../../sim/model/mac.js";
import { header } from "../../../sim/sip/message/message.js";
import {
  absent,
  field,
  heardBy,
  inTime,
  oneIsLost,
  registered,
  type WireProof,
  withExtension,
} from "./wire-proof.js";

/** What becomes of contacts between two REGISTERs, and over a restart. */
export const contacts: readonly WireProof[] = [
  {
    name: "any-answer-to-options",
    rules: ["PBX-8", "PBX-45"],
    says: "a phone that refuses OPTIONS is there; only one that says nothing is not",
    run: async (start) => {
      const rig = await start(withExtension("9000", { qualifySeconds: 1 }));
      const [refusing = absent()] = await registered(rig, "9000", 1);
      const options = await inTime("OPTIONS", refusing.nextRequest("OPTIONS"));
      refusing.answer(options, 486);
      await heardBy(refusing);
      const [unasked = absent()] = await registered(rig, "1001", 1);
      refusing.answer(await inTime("OPTIONS", refusing.nextRequest("OPTIONS")), 486);
      expect(await heardBy(unasked), "with an interval of 0").toEqual([]);
      const [view] = rig.pbx.contacts("9000");
      expect(view?.reachable, "reachable after 486").toBeUndefined();
    },
  },
  {
    name: "unreachable-is-not-called",
    rules: ["PBX-46", "PBX-47"],
    says: "a call rings the phones that answer OPTIONS, and the silent one stays bound",
    run: async (start) => {
      const rig = await start(withExtension("9000", { qualifySeconds: 1 }));
      const [there = absent(), gone = absent()] = await registered(rig, "9000", 2);
      await oneIsLost(rig, "9000", there);
      const caller = await rig.phone("1001");
      const call = await caller.call("9000");
      there.answer(await inTime("INVITE", there.nextRequest("INVITE")), 486);
      expect((await call.final).status).toBe(486);
      expect((await heardBy(gone)).filter((method) => method === "INVITE")).toEqual([]);
      expect(rig.pbx.contacts("9000")).toHaveLength(2);
    },
  },
  {
    name: "mailbox-after-each-register",
    rules: ["PBX-13", "PBX-48", "F-50"],
    says: "4 phones that register are told of the mailbox 10 times, a refresh tells 4 more, and a query none",
    run: async (start) => {
      const rig = await start(withExtension("9000", { voicemail: undefined }));
      const phones = await registered(rig, "9000", 4);
      const told = async () => {
        for (const phone of phones) await heardBy(phone);
        return phones.reduce((sum, { mailboxNotices }) => sum + mailboxNotices.length, 0);
      };
      expect(await told(), "notices after 4 REGISTERs").toBe(10);
      const [first = absent()] = phones;
      await first.register();
      expect(await told(), "notices after a refresh").toBe(14);
      rig.setup.submit({ "mailbox-notices": false });
      await first.register();
      expect(await told(), "notices where they are switched off").toBe(14);
      const [notice = absent()] = first.mailboxNotices;
      expect(header(notice, "Subscription-State")).toBe("terminated");
      expect(header(notice, "Content-Type")).toBe("application/simple-message-summary");
      expect(notice.body).toBe("Messages-Waiting: no\r\nVoice-Message: 0/0 (0/0)\r\n");
    },
  },
  {
    name: "check-sync-to-one",
    rules: ["PBX-49"],
    says: "a check-sync by contact reaches one phone of the extension, one by extension reaches all",
    run: async (start) => {
      for (const [resyncAddress, reached] of [
        ["contact", [1, 0]],
        ["endpoint", [1, 1]],
      ] as const) {
        const rig = await start();
        rig.setup.submit({ policies: { "resync-address": resyncAddress } });
        const phones = [await rig.phone("9000"), await rig.phone("9000")];
        for (const [index, phone] of phones.entries()) {
          await phone.register([
            field("User-Agent", `ClearlyIP CIP270 2.42.6.3.36 00:1f:c1:00:00:0${index}`),
          ]);
        }
        await rig.pbx.notifyCheckSync("001fc1000000" as Mac, false);
        const heard: number[] = [];
        for (const phone of phones) heard.push((await heardBy(phone)).length);
        expect(heard, `by ${resyncAddress}`).toEqual(reached);
      }
    },
  },
  {
    name: "over-a-restart",
    rules: ["PBX-60", "PBX-61", "F-26"],
    says: "UDP contacts are there after a restart with the time that is left; those of connections are not",
    run: async (start) => {
      const before = await start();
      const udp = await before.phone("9000");
      await udp.register([field("Expires", "600")]);
      await (await before.phone("9000", "127.0.0.1", "tcp")).register();
      const kept = JSON.parse(JSON.stringify(before.pbx.snapshot()));
      const after = await start({}, { restore: kept });
      const sources = after.pbx.contacts("9000").map(({ source }) => source);
      expect(sources, "after the restart").toEqual([`udp:${udp.address}`]);
      const [left] = after.pbx.contacts("9000");
      expect(left?.expiresInSeconds).toBeGreaterThan(570);
      expect(left?.expiresInSeconds).toBeLessThan(600);
    },
  },
];
