import type { ConfFile } from "../conf-file.js";
import { confText } from "../conf-text.js";

/** What a NOTIFY to a contact's URI is sent by; Asterisk wants one, and sends none without it. */
export const notifyingEndpoint = "notify";

/** pjsip.conf: what holds for all, and the files with the rest. */
export function pjsipConf(): ConfFile {
  const parts = ["transports", "endpoint", "aor", "auth", "identify"];
  const includes = parts.map((part) => `#include pjsip.${part}.conf\n`).join("");
  const text = confText(
    ["One file for each kind of object, as FreePBX has them."],
    [
      {
        name: "global",
        settings: [
          ["type", "global"],
          // PBX-18: Match (Permit) before the user name.
          ["endpoint_identifier_order", "ip,username"],
          ["contact_expiration_check_interval", 30],
          ["keep_alive_interval", 90],
          ["default_outbound_endpoint", notifyingEndpoint],
        ],
      },
    ],
  );
  return { name: "pjsip.conf", text: `${text}\n${includes}`, secret: false, ofSetup: false };
}
