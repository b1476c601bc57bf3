import { expect } from "vitest";
import { ManualClock } from "../../../sim/model/manual-clock.js";
import { header } from "../../../sim/sip/message/message.js";
import { serializeMessage } from "../../../sim/sip/message/serialize.js";
import {
  absent,
  contactLines,
  field,
  registered,
  unauthenticated,
  type WireProof,
  withExtension,
} from "./wire-proof.js";

/** What a REGISTER is answered with, and when a contact ends. */
export const answers: readonly WireProof[] = [
  {
    name: "a-line-for-each-contact",
    rules: ["PBX-32"],
    says: "each contact has its line with the seconds left; Date is there, and Expires where it was asked",
    run: async (start) => {
      const rig = await start();
      const [first] = await registered(rig, "9000", 1);
      const second = await rig.phone("9000");
      const asked = await second.register([field("Expires", "300")]);
      expect(contactLines(asked), "the lines").toEqual(
        [`<sip:9000@${first?.address}>;expires=3599`, `<sip:9000@${second.address}>;expires=299`].sort(),
      );
      expect(header(asked, "Expires")).toBe("300");
      const without = await second.register();
      expect(header(without, "Expires"), "Expires where nobody asked").toBeUndefined();
      expect(header(without, "Date")).toMatch(/ GMT$/);
    },
  },
  {
    name: "query",
    rules: ["PBX-33"],
    says: "a REGISTER without Contact tells the contacts, has no Expires and changes nothing",
    run: async (start) => {
      const rig = await start();
      const [first = absent()] = await registered(rig, "9000", 2);
      const bound = () => rig.pbx.snapshot().map(({ uri, callId }) => `${uri} ${callId}`);
      const before = bound();
      const { request, response } = await unauthenticated(first, "REGISTER");
      const headers = request.headers.filter(({ name }) => name !== "Contact");
      const query = first.authenticated({ ...request, headers }, response);
      first.send(query);
      const answered = await first.finalTo(query);
      expect([answered.status, contactLines(answered).length], "the answer").toEqual([200, 2]);
      expect(header(answered, "Expires")).toBeUndefined();
      expect(bound()).toEqual(before);
    },
  },
  {
    name: "star",
    rules: ["PBX-34"],
    says: "a star with Expires 0 unbinds every phone; with another Expires, or none, it is 400",
    run: async (start) => {
      const rig = await start();
      const [phone] = await registered(rig, "9000", 3);
      const star = field("Contact", "*");
      expect((await phone?.register([star]))?.status).toBe(400);
      expect((await phone?.register([star, field("Expires", "3600")]))?.status).toBe(400);
      expect(rig.pbx.contacts("9000")).toHaveLength(3);
      const answered = await phone?.register([star, field("Expires", "0")]);
      expect(answered?.status).toBe(200);
      expect(answered && contactLines(answered), "what is left").toEqual([]);
      expect(rig.pbx.contacts("9000")).toEqual([]);
    },
  },
  {
    name: "the-end-of-a-contact",
    rules: ["PBX-18", "PBX-37"],
    says: "what has run out counts and shows no more at once; that it is gone is told by the next sweep",
    run: async (start) => {
      const clock = new ManualClock();
      const one = { maxContacts: 1, removeUnavailable: false, withoutAuthentication: false };
      const rig = await start(withExtension("9000", { override: one }), { clock });
      const agent = field("User-Agent", "ClearlyIP CIP270 2.42.6.3.36 00:1f:c1:00:00:01");
      for (const extension of ["1001", "9000"]) {
        await (await rig.phone(extension)).register([agent, field("Expires", "61")]);
      }
      clock.advance(61_001);
      expect(rig.pbx.contacts(), "what is shown").toEqual([]);
      expect((await (await rig.phone("9000")).register()).status, "the next phone").toBe(200);
      expect(rig.bound).not.toContain("1001 unbound");
      clock.advance(29_000);
      expect(rig.bound, "told after the sweep").toContain("1001 unbound");
    },
  },
  {
    name: "no-order",
    rules: ["PBX-38"],
    says: "the contacts come in no order, and in another one each time",
    run: async (start) => {
      const rig = await start();
      const phones = await registered(rig, "9000", 8);
      const orders = new Set<string>();
      for (const phone of phones) {
        const answered = await phone.register();
        orders.add(answered.headers.flatMap(({ name, value }) => (name === "Contact" ? [value] : [])).join());
      }
      expect(orders.size, "different orders").toBeGreaterThan(4);
    },
  },
  {
    name: "size-of-the-answer",
    rules: ["PBX-41", "F-35"],
    says: "the 200 grows by 40 to 60 bytes a contact, and a hundred come in one datagram",
    run: async (start) => {
      const rig = await start(withExtension("9000", { maxContacts: 100 }));
      const [first = absent()] = await registered(rig, "9000", 1);
      const size = async () => serializeMessage(await first.register()).length;
      const alone = await size();
      await registered(rig, "9000", 99);
      const grown = (await size()) - alone;
      expect(grown / 99, "bytes a contact").toBeGreaterThan(40);
      expect(grown / 99).toBeLessThan(60);
    },
  },
];
