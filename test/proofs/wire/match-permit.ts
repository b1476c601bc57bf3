import { expect } from "vitest";
import { TestPhone } from "../../unit/backend/pbx/test-phone.js";
import { field, type WireProof, withExtension } from "./wire-proof.js";

const matched = "127.10.0.7";
const elsewhere = "127.20.0.7";
const office = withExtension("9000", { matchPermit: ["127.10.0.0/16"] });

/** Whom a phone is taken as by the address that it sends from. */
export const matchPermit: readonly WireProof[] = [
  {
    name: "matched-extension",
    rules: ["PBX-72"],
    says: "from a matched address the extension's credentials count under any From, for itself alone",
    run: async (start) => {
      const rig = await start(office);
      const phone = await rig.phone("9000", matched);
      const from = field("From", "<sip:1001@pbx>;tag=a");
      const to = field("To", "<sip:1001@pbx>");
      expect((await phone.register([to])).status, "9000 for 1001").toBe(404);
      expect((await phone.register([from, to])).status, "as 1001 for 1001").toBe(404);
      expect(rig.pbx.contacts()).toEqual([]);
      expect((await phone.register([from])).status, "as 1001 for 9000").toBe(200);
      expect(rig.pbx.contacts("9000")).toHaveLength(1);
      const guessing = await TestPhone.open(rig.sip, { user: "9000", password: "guess" }, matched);
      const refused = await guessing.register();
      guessing.close();
      expect(refused.status, "with a wrong password").toBe(401);
    },
  },
  {
    name: "matched-extension-elsewhere",
    rules: ["PBX-73"],
    says: "from another address the matched extension is found by its name, as any other",
    run: async (start) => {
      const rig = await start(office);
      const phone = await rig.phone("9000", elsewhere);
      expect((await phone.register()).status, "9000 elsewhere").toBe(200);
      expect((await (await rig.phone("9000", matched)).register()).status, "9000 where it is matched").toBe(
        200,
      );
      expect((await (await rig.phone("1001", elsewhere)).register()).status, "1001 elsewhere").toBe(200);
      expect(rig.pbx.contacts("9000")).toHaveLength(2);
    },
  },
];
