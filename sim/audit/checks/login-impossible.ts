import { isBlankPin, storedPin } from "../../backend/hotdesk/voicemail-pin.js";
import type { Setup } from "../../model/setup/setup.js";
import type { Check } from "../check.js";
import { groupedBy } from "../grouped-by.js";
import type { HotdeskUser } from "../hotdesk-users.js";
import { listed } from "../listed.js";

/** Hot desking is on for them, but they have no PIN to log in with (HD-17, PBX-126, PBX-128). */
export const loginImpossible: Check = {
  id: "login-impossible",
  rules: ["HD-17"],
  severity: "warning",
  finds: "Users may log in, but have no mailbox, no PIN, or one that cannot be typed.",
  proof: "login/no-voicemail-is-refused",
  find: ({ setup, users }) => {
    const unable = users.flatMap((user) => reasonOf(setup, user));
    return [...groupedBy(unable, ({ reason }) => reason)].flatMap(([reason, hit]) => {
      const extensions = hit.map(({ extension }) => extension);
      const [first] = extensions;
      if (first === undefined) return [];
      const path = ["extensions", first, ...(reason === "mailbox" ? [] : ["voicemail", "pin"])];
      return [{ path, affects: { extensions }, ...texts[reason](listed(extensions)) }];
    });
  },
};

type Reason = "mailbox" | "blank" | "open" | "minus";

function reasonOf(
  setup: Setup,
  { extension }: HotdeskUser,
): { readonly extension: string; readonly reason: Reason }[] {
  const pin = storedPin(setup, extension);
  if (pin === undefined) return [{ extension, reason: "mailbox" }];
  if (isBlankPin(pin)) {
    return [{ extension, reason: setup.policies.storedPinBlank === "refuse" ? "blank" : "open" }];
  }
  // PBX-127: a phone has no key for it.
  const literal = setup.policies.storedPinMinus === "literal" && pin.startsWith("-");
  return literal ? [{ extension, reason: "minus" }] : [];
}

const setPin = "Set a password in the voicemail of the extension, or switch hot desking off for the user.";
const texts: Readonly<Record<Reason, (who: string) => { message: string; hint: string; proof: string }>> = {
  mailbox: (who) => ({
    message: `every login of ${who} is refused: without a mailbox there is no PIN`,
    proof: "login/no-voicemail-is-refused",
    hint: "Enable voicemail for the extension and set its password, or switch hot desking off for the user.",
  }),
  blank: (who) => ({
    message: `every login of ${who} is refused: the PIN of the mailbox is blank`,
    proof: "login/blank-pin-is-refused",
    hint: setPin,
  }),
  open: (who) => ({
    message: `anyone can log in as ${who}: the PIN is blank (policy stored-pin-blank)`,
    proof: "login/blank-pin-is-accepted-by-policy",
    hint: setPin,
  }),
  minus: (who) => ({
    message: `every login of ${who} is refused: the PIN starts with a minus, which no phone can type (policy stored-pin-minus)`,
    proof: "login/stored-minus-is-taken-literally-by-policy",
    hint: "Remove the minus, or set policy stored-pin-minus to strip.",
  }),
};
