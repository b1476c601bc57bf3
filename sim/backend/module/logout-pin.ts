import type { Mac } from "../../model/mac.js";
import { inUse } from "../hotdesk/mapping.js";
import type { Refusal } from "../hotdesk/refusal.js";
import type { RuleContext } from "../hotdesk/rule-context.js";
import { isBlankPin, pinMatches, storedPin } from "../hotdesk/voicemail-pin.js";
import type { Lockouts } from "./lockouts.js";

/**
 * Policy logout-confirm: pin. A user who has none left is let out without: logout must always work. Wrong ones count
 * for the lock-out, else a logout would be the place to guess a PIN at.
 */
export function refuseLogoutPin(
  mac: Mac,
  typed: string,
  { setup, mappings }: RuleContext,
  lockouts: Lockouts,
): Refusal | undefined {
  const used = inUse(mappings.get(mac));
  if (setup.policies.logoutConfirm !== "pin" || used?.role !== "user") return undefined;
  const { extension } = used;
  const stored = storedPin(setup, extension);
  if (stored === undefined || isBlankPin(stored)) return undefined;
  const policy = setup.policies.pinLockout;
  if (lockouts.isHeld(policy, { mac, extension })) return { reason: "wrong-logout-pin" };
  if (pinMatches(setup, stored, typed)) {
    lockouts.right(extension);
    return undefined;
  }
  lockouts.wrong(policy, { mac, extension }, true);
  return { reason: "wrong-logout-pin" };
}
