import type { HandsetState } from "../transcript/handset-view.js";
import type { Recorder } from "../transcript/recorder.js";
import type { CallsPort, RegistrationPort } from "./ports.js";

/** What the guard asks about the desk. */
interface DialConditions {
  readonly state: HandsetState;
  readonly registered: boolean;
  /** A configuration with an account is in force. */
  readonly hasAccount: boolean;
  readonly callWithoutRegistration: boolean;
}

/** A number as it is sent: separators that people write are gone (emergency.md §7 rule 4). */
function plainNumber(number: string): string {
  return number.replaceAll(/[\s().-]/g, "");
}

/**
 * Why a desk in that condition does not dial. @returns undefined where it does.
 * The matrix of emergency.md §6: BOOT, STRANDED and BLANK refuse on the phone, and no INVITE leaves.
 */
function deskRefusal(desk: DialConditions): string | undefined {
  switch (desk.state) {
    case "OFF":
      return "the phone has no power";
    case "BOOT":
      return "the phone is starting";
    case "STRANDED":
      return "the phone has no configuration";
    case "BLANK":
    case "READY":
    case "SWITCH":
      break;
  }
  if (!desk.hasAccount) return "nobody is logged in: the phone has no account";
  if (!desk.registered && !desk.callWithoutRegistration) return "the phone is not registered";
  return undefined;
}

/** What the guard works with. */
export interface DialGuardParts {
  readonly calls: CallsPort;
  readonly registration: RegistrationPort;
  readonly recorder: Recorder;
  /** The rule of the run for emergency numbers: true, or the reason of the refusal. */
  readonly mayDial: (number: string) => true | string;
  readonly callWithoutRegistration: boolean;
}

/**
 * The one door to a call: line keys, speed dials and typed numbers all come through here (emergency.md §7 rule 3).
 * @returns the reason why no call was placed, already recorded as a refused call
 */
export function dial(
  parts: DialGuardParts,
  desk: { readonly state: HandsetState; readonly hasAccount: boolean },
  wanted: string,
  call: string,
): string | undefined {
  const number = plainNumber(wanted);
  const reason =
    deskRefusal({
      ...desk,
      registered: parts.registration.state === "registered",
      callWithoutRegistration: parts.callWithoutRegistration,
    }) ?? numberRefusal(number, parts.mayDial);
  if (reason === undefined) {
    parts.calls.place(number, call);
    return undefined;
  }
  parts.recorder.record({ type: "call", call, direction: "outgoing", state: "refused", number, reason });
  return reason;
}

function numberRefusal(number: string, mayDial: (number: string) => true | string): string | undefined {
  if (!/^\+?[\dA-D*#]{1,32}$/i.test(number)) return "that is not a number";
  const allowed = mayDial(number);
  return allowed === true ? undefined : allowed;
}
