import { isBlankPin, storedPin } from "../backend/hotdesk/voicemail-pin.js";
import type { AuditFacts } from "./check.js";

/** A user's PIN as a finger types it. */
export interface TypedPin {
  readonly extension: string;
  /** Never in a message. */
  readonly pin: string;
  /** The user may not change it (PBX-127). */
  readonly fixed: boolean;
}

/** The PINs of all who may log in and have one that can be typed; for the others there is login-impossible. */
export function typedPins({ setup, users }: AuditFacts): TypedPin[] {
  return users.flatMap(({ extension }) => {
    const stored = storedPin(setup, extension);
    if (stored === undefined || isBlankPin(stored)) return [];
    const fixed = stored.startsWith("-");
    if (fixed && setup.policies.storedPinMinus === "literal") return [];
    return [{ extension, pin: fixed ? stored.slice(1) : stored, fixed }];
  });
}
