import { extensionOf } from "../../model/setup/extension-of.js";
import type { Setup } from "../../model/setup/setup.js";
import { header, type SipRequest } from "../../sip/message/message.js";
import { userOf } from "../../sip/message/parties.js";

/**
 * The extension whose limit, caller ids and exemptions apply: FreePBX looks it up by the caller number, and where the
 * account's word is trusted, P-Asserted-Identity and then Remote-Party-ID replace that (PBX-95).
 * @param account that the request was authenticated as
 */
export function callingExtension(request: SipRequest, account: string, setup: Setup): string {
  if (extensionOf(setup, account)?.trustIdInbound !== true) return account;
  const claimed = ["P-Asserted-Identity", "Remote-Party-ID"]
    .map((name) => userOf(header(request, name)))
    .find((user) => user !== undefined && extensionOf(setup, user) !== undefined);
  return claimed ?? account;
}
