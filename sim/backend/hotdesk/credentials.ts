import type { Setup } from "../../model/setup.js";
import { effectiveHotdesk } from "./effective-settings.js";
import type { HasFault } from "./has-fault.js";
import type { Refusal } from "./refusal.js";

/** What a user typed into the login form. */
export interface Credentials {
  readonly extension: string;
  readonly pin: string;
}

/**
 * Extension and voicemail PIN of a login (HD-16, HD-17, PBX-125 to PBX-130).
 * @returns why they are refused, or undefined where they are good.
 */
export function refuseCredentials(
  setup: Setup,
  { extension, pin }: Credentials,
  has: HasFault,
): Refusal | undefined {
  const settings = Object.hasOwn(setup.extensions, extension) ? setup.extensions[extension] : undefined;
  if (!settings) return { reason: "unknown-extension" };
  if (settings.role === "placeholder" && setup.policies.loginAsPlaceholder === "refuse") {
    return { reason: "placeholder-extension" };
  }
  const stored = settings.voicemail?.pin;
  if (stored === undefined) {
    if (!has("no-mailbox-accepted")) return { reason: "no-mailbox" };
  } else if (isBlank(stored)) {
    // Voicemail lets a blank PIN in without asking; a login never does (PBX-128).
    if (!has("blank-pin-accepted")) return { reason: "blank-pin" };
  } else if (pin !== comparable(stored, setup) && !has("wrong-pin-accepted")) {
    return { reason: "wrong-pin" };
  }
  if (!effectiveHotdesk(setup, extension).enabled && !has("disabled-group-accepted")) {
    return { reason: "hotdesk-disabled" };
  }
  return undefined;
}

/** A lone minus only says "the user may not change it": there is still no PIN. */
function isBlank(stored: string): boolean {
  return stored === "" || stored === "-";
}

/** PINs are text: 0012 is not 12 (PBX-129). A leading minus is no part of the PIN (PBX-127). */
function comparable(stored: string, setup: Setup): string {
  return setup.policies.storedPinMinus === "strip" ? stored.replace(/^-/, "") : stored;
}
