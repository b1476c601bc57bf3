import type { Check } from "../check.js";
import { listed } from "../listed.js";
import { mendExtensions } from "../mend-extensions.js";

/** The extension that a phone claims to be decides whose number the PSAP is shown (PBX-95). */
export const identityOfPhoneTrusted: Check = {
  id: "identity-of-phone-trusted",
  rules: ["PBX-95"],
  foretells: ["F-62"],
  severity: "warning",
  finds: "The PBX believes a phone that says it is another extension.",
  proof: "emergency/foreign-identity-header",
  find: ({ setup }) => {
    const extensions = Object.entries(setup.extensions).flatMap(([extension, { trustIdInbound }]) =>
      trustIdInbound ? [extension] : [],
    );
    const [first] = extensions;
    if (first === undefined) return [];
    return [
      {
        path: ["extensions", first, "trust-id-inbound"],
        message: `a phone of ${listed(extensions)} can call as any extension: 911 then shows the PSAP the number of that one, and that extension's limit applies`,
        hint: "Switch Trust RPID off: phones do not need it.",
        mend: mendExtensions(extensions, { "trust-id-inbound": false }),
        affects: { extensions },
      },
    ];
  },
};
