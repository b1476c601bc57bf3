import type { ConfFile } from "./conf-file.js";
import { confText } from "./conf-text.js";
import type { ExportOptions } from "./export-options.js";

export const amiUser = "deskfleet";
/** Whatever the address of SIP is. */
export const amiHost = "127.0.0.1";

/** manager.conf: one user, for this machine alone, with the rights that a probe needs (asterisk-wire.md §7). */
export function managerConf({ amiPort, amiSecret }: Pick<ExportOptions, "amiPort" | "amiSecret">): ConfFile {
  const text = confText(
    [],
    [
      {
        name: "general",
        settings: [
          ["enabled", "yes"],
          ["bindaddr", amiHost],
          ["port", amiPort],
          ["webenabled", "no"],
        ],
      },
      {
        name: amiUser,
        settings: [
          ["secret", amiSecret],
          ["deny", "0.0.0.0/0.0.0.0"],
          ["permit", "127.0.0.1/255.255.255.255"],
          ["read", "system,call,security,reporting,dialplan"],
          ["write", "system,call,reporting"],
        ],
      },
    ],
  );
  return { name: "manager.conf", text, secret: true, ofSetup: false };
}
