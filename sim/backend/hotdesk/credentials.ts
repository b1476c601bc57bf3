import type { Setup } from "../../model/setup/setup.js";
import { effectiveHotdesk } from "./effective-settings.js";
import type { Refusal } from "./refusal.js";
import type { LoginSubject, Seams } from "./seams.js";
import { isBlankPin, pinMatches, storedPin } from "./voicemail-pin.js";

/** What a user typed into the login form. */
export interface Credentials {
  readonly extension: string;
  readonly pin: string;
}

type Check = (setup: Setup, credentials: Credentials) => Refusal | undefined;

/**
 * Extension and voicemail PIN of a login (HD-16, HD-17, PBX-125 to PBX-130).
 * @returns why they are refused, or undefined where they are good.
 */
export function refuseCredentials(
  setup: Setup,
  credentials: Credentials,
  phone: Omit<LoginSubject, "extension">,
  seams: Pick<Seams, "refusal">,
): Refusal | undefined {
  const subject = { ...phone, extension: credentials.extension };
  for (const check of checks) {
    const refusal = seams.refusal(check(setup, credentials), subject);
    if (refusal) return refusal;
  }
  return undefined;
}

/** In this order. Each stands alone: it passes what an earlier one is there to refuse. */
const checks: readonly Check[] = [
  (setup, { extension }) => {
    return Object.hasOwn(setup.extensions, extension) ? undefined : { reason: "unknown-extension" };
  },
  (setup, { extension }) => {
    const isPlaceholder = setup.extensions[extension]?.role === "placeholder";
    return isPlaceholder && setup.policies.loginAsPlaceholder === "refuse"
      ? { reason: "placeholder-extension" }
      : undefined;
  },
  (setup, { extension }) =>
    storedPin(setup, extension) === undefined ? { reason: "no-mailbox" } : undefined,
  refusePin,
  (setup, { extension }) => {
    return effectiveHotdesk(setup, extension).enabled ? undefined : { reason: "hotdesk-disabled" };
  },
];

/** Voicemail lets a blank PIN in without asking; a login does so by policy stored-pin-blank alone (PBX-128). */
function refusePin(setup: Setup, { extension, pin }: Credentials): Refusal | undefined {
  const stored = storedPin(setup, extension);
  if (stored === undefined) return undefined;
  if (isBlankPin(stored)) {
    return setup.policies.storedPinBlank === "refuse" ? { reason: "blank-pin" } : undefined;
  }
  return pinMatches(setup, stored, pin) ? undefined : { reason: "wrong-pin" };
}
