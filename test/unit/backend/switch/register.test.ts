import { describe, expect, it } from "vitest";
import { header } from "../../../../sim/sip/message/message.js";
import { request } from "./rig/messages.js";
import { anApp, aSwitch, onTcp, onUdp } from "./rig/switch-rig.js";

describe("REGISTER", () => {
  for (const [transport, open] of [
    ["UDP", onUdp],
    ["TCP", onTcp],
  ] as const) {
    it(`is challenged and granted over ${transport}`, async () => {
      const sipSwitch = await aSwitch();
      await anApp(sipSwitch, (srf) => {
        srf.use("register", (req, res) => {
          if (!req.has("Authorization")) {
            res.send(401, { headers: { "WWW-Authenticate": 'Digest realm="pbx", nonce="1"' } });
          } else res.send(200, { headers: { Contact: `${req.get("Contact")};expires=300` } });
        });
      });
      const phone = await open(sipSwitch);
      phone.send(request(phone, { method: "REGISTER", transport }));
      const challenge = await phone.response(401);
      expect(header(challenge, "WWW-Authenticate")).toBe('Digest realm="pbx", nonce="1"');
      const headers = [{ name: "Authorization", value: 'Digest username="1001"' }];
      phone.send(request(phone, { method: "REGISTER", transport, sequence: 2, headers }));
      const granted = await phone.response(200);
      expect(header(granted, "Contact")).toContain(";expires=300");
      expect(header(granted, "To")).toMatch(/;tag=[0-9a-f]+$/);
      expect(header(granted, "Via")).toContain(`rport=${phone.local.port}`);
    });
  }
});
