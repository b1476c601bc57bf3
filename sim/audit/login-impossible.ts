import { isBlankPin, storedPin } from "../backend/hotdesk/voicemail-pin.js";
import type { Finding } from "../model/control/control-api.js";
import type { Setup } from "../model/setup/setup.js";
import { hotdeskUsers } from "./hotdesk-users.js";

/** Hot desking is on for them, but they have no PIN to log in with (HD-17, PBX-126, PBX-128). */
export function loginImpossible(setup: Setup): Finding[] {
  return hotdeskUsers(setup).flatMap(({ extension }) => {
    const pin = storedPin(setup, extension);
    const finding = (what: string, path: string[]): Finding => ({
      severity: "warning",
      rule: "HD-17",
      path: ["extensions", extension, ...path],
      message: `${extension} may log in, but ${what}`,
      hint: "Enable voicemail for the extension and set its password, or switch hot desking off for the user.",
    });
    if (pin === undefined) return [finding("it has no mailbox, thus no PIN", [])];
    if (!isBlankPin(pin)) return [];
    return setup.policies.storedPinBlank === "refuse"
      ? [finding("the PIN of the mailbox is blank", ["voicemail", "pin"])]
      : [finding("with its blank PIN so can anyone else (policy stored-pin-blank)", ["voicemail", "pin"])];
  });
}
