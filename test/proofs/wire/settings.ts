import { expect } from "vitest";
import { parseChallenge } from "../../../sim/sip/digest/challenge.js";
import { header } from "../../../sim/sip/message/message.js";
import { offer, TestPhone } from "../../unit/backend/pbx/test-phone.js";
import {
  contactLines,
  field,
  registered,
  unauthenticated,
  type WireProof,
  withExtension,
} from "./wire-proof.js";

/** What FreePBX stores of an extension, as a phone meets it. */
export const settings: readonly WireProof[] = [
  {
    name: "below-two-contacts",
    rules: ["PBX-1"],
    says: "with Max Contacts 0 or 1 the second phone takes the place of the first",
    run: async (start) => {
      for (const maxContacts of [0, 1]) {
        const rig = await start(withExtension("9000", { maxContacts, removeExisting: false }));
        await registered(rig, "9000", 1);
        const second = await rig.phone("9000");
        const answered = await second.register();
        expect(answered.status, `the second phone at Max Contacts ${maxContacts}`).toBe(200);
        expect(contactLines(answered)).toEqual([`<sip:9000@${second.address}>;expires=3599`]);
      }
    },
  },
  {
    name: "above-hundred-contacts",
    rules: ["PBX-2", "F-02"],
    says: "with Max Contacts 150 the phone number 101 is refused",
    run: async (start) => {
      const rig = await start(withExtension("9000", { maxContacts: 150 }));
      await registered(rig, "9000", 100);
      expect((await (await rig.phone("9000")).register()).status, "phone 101").toBe(403);
    },
  },
  {
    name: "contacts-by-override",
    rules: ["PBX-4", "PBX-30"],
    says: "an override admits more than a hundred contacts, or none",
    run: async (start) => {
      const none = await start(withExtension("9000", { override: override({ maxContacts: 0 }) }));
      const refused = await none.phone("9000");
      expect((await refused.register()).status, "with Max Contacts 0").toBe(403);
      expect((await refused.register()).status, "with Max Contacts 0 again").toBe(403);
      const many = await start(withExtension("9000", { override: override({ maxContacts: 101 }) }));
      await registered(many, "9000", 101);
      expect((await (await many.phone("9000")).register()).status, "phone 102").toBe(403);
    },
  },
  {
    name: "number-and-secret",
    rules: ["PBX-5"],
    says: "the challenge names the realm asterisk, and the extension and its secret answer it",
    run: async (start) => {
      const phone = await (await start()).phone("1001");
      const { request, response } = await unauthenticated(phone, "REGISTER");
      const challenge = parseChallenge(header(response, "WWW-Authenticate") ?? "");
      expect(challenge?.realm, "the realm").toBe("asterisk");
      const again = phone.authenticated(request, response);
      expect(header(again, "Authorization")).toContain('username="1001"');
      phone.send(again);
      expect((await phone.finalTo(again)).status).toBe(200);
    },
  },
  {
    name: "without-authentication",
    rules: ["PBX-6"],
    says: "an extension without authentication registers and calls without a challenge",
    run: async (start) => {
      const rig = await start(withExtension("1001", { override: override({ withoutAuthentication: true }) }));
      const anybody = await rig.phone("1001");
      const { response } = await unauthenticated(anybody, "REGISTER");
      expect(response.status, "the first REGISTER").toBe(200);
      const other = await unauthenticated(await rig.phone("1002"), "REGISTER");
      expect(other.response.status, "of another extension").toBe(401);
    },
  },
  {
    name: "empty-secret",
    rules: ["F-54"],
    says: "whoever knows the number of an extension with an empty secret registers as it",
    run: async (start) => {
      const rig = await start(withExtension("1001", { secret: "" }));
      const anybody = await TestPhone.open(rig.sip, { user: "1001", password: "" });
      const answered = await anybody.register();
      const other = await TestPhone.open(rig.sip, { user: "1002", password: "" });
      const refused = await other.register();
      for (const phone of [anybody, other]) phone.close();
      expect(answered.status, "without a secret").toBe(200);
      expect(refused.status, "without the secret of 1002").toBe(401);
    },
  },
  {
    name: "expiry",
    rules: ["PBX-7", "PBX-31"],
    says: "60 to 7200 seconds are granted, 3600 without a wish, and the Contact's own wish counts first",
    run: async (start) => {
      const phone = await (await start()).phone("9000");
      const asked = async (...headers: [name: string, value: string][]) => {
        const answered = await phone.register(headers.map(([name, value]) => field(name, value)));
        const [line] = contactLines(answered);
        return [answered.status, /expires=(\d+)/.exec(line ?? "")?.[1], header(answered, "Expires")];
      };
      const own = `<sip:9000@${phone.address}>;expires=200`;
      expect(await asked(["Expires", "10"]), "for 10 seconds").toEqual([200, "59", "60"]);
      expect(await asked(["Expires", "99999"]), "for 99999 seconds").toEqual([200, "7199", "7200"]);
      expect(await asked(), "for nothing").toEqual([200, "3599", undefined]);
      expect(await asked(["Contact", own], ["Expires", "3000"]), "for two").toEqual([200, "199", "3000"]);
      expect(await asked(["Expires", "0"]), "for the end").toEqual([200, undefined, "0"]);
    },
  },
  {
    name: "identity-of-a-phone",
    rules: ["PBX-14"],
    says: "another extension in P-Asserted-Identity is not believed unless that is trusted",
    run: async (start) => {
      const claim = [field("P-Asserted-Identity", "<sip:1002@127.0.0.1>")];
      for (const [trustIdInbound, shown] of [
        [false, "1001"],
        [true, "1002"],
      ] as const) {
        const rig = await start(withExtension("1001", { trustIdInbound }));
        const [called] = await registered(rig, "2000", 1);
        const caller = await rig.phone("1001");
        await caller.call("2000", claim);
        const invite = await called?.nextRequest("INVITE");
        expect(invite && header(invite, "From"), `trusted: ${trustIdInbound}`).toContain(`sip:${shown}@`);
      }
    },
  },
  {
    name: "codecs",
    rules: ["PBX-12"],
    says: "an offer of a foreign codec gets 488; of audio and video the audio is agreed on",
    run: async (start) => {
      const phone = await (await start()).phone("1001");
      const foreign = offer.replace("RTP/AVP 0 101", "RTP/AVP 18 101");
      expect((await (await phone.call("911", [], foreign)).final).status, "G.729 alone").toBe(488);
      const both = `${offer}m=video 40002 RTP/AVP 99\r\na=rtpmap:99 H264/90000\r\n`;
      const answered = await (await phone.call("911", [], both)).final;
      expect(answered.status).toBe(200);
      const streams = answered.body.split("\r\n").filter((line) => line.startsWith("m="));
      expect(streams).toEqual([
        expect.stringMatching(/^m=audio \d+ RTP\/AVP 0 101$/),
        expect.stringMatching(/^m=video 0 /),
      ]);
    },
  },
  {
    name: "calls-outside",
    rules: ["PBX-10"],
    says: "three calls outside are the most unless the extension says otherwise; 0 is no limit",
    run: async (start) => {
      // The built-in setup says nothing of it.
      for (const [what, changes, told] of [
        ["unsaid", {}, "call-limit to 1001 for 2125550188"],
        ["0", { outboundConcurrencyLimit: 0 }, ""],
      ] as const) {
        const rig = await start(withExtension("1001", changes));
        const phone = await rig.phone("1001");
        for (let calls = 0; calls < 4; calls += 1) {
          expect((await (await phone.call("2125550188")).final).status).toBe(200);
        }
        expect(rig.announced.join(), `told at limit ${what}`).toBe(told);
      }
    },
  },
  {
    name: "no-match-permit",
    rules: ["PBX-15"],
    says: "who has nothing under Match (Permit) is found by name alone",
    run: async (start) => {
      const rig = await start(withExtension("9000", { matchPermit: [] }));
      expect((await (await rig.phone("1001")).register()).status, "1001 beside 9000").toBe(200);
      const matched = await start(withExtension("9000", { matchPermit: ["127.0.0.0/8"] }));
      expect((await (await matched.phone("1001")).register()).status).toBe(401);
    },
  },
];

/** @param changes what is written over the extension by hand */
function override(changes: {
  readonly maxContacts?: number;
  readonly removeUnavailable?: boolean;
  readonly withoutAuthentication?: boolean;
}) {
  return { removeUnavailable: false, withoutAuthentication: false, ...changes };
}
