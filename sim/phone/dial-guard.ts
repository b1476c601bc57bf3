import type { SocketAddress } from "../sip/transport/transport.js";
import type { HandsetState } from "../transcript/handset-state.js";
import type { Recorder } from "../transcript/recorder.js";
import type { CallsPort, RegistrationPort } from "./ports.js";

/** A number as it is sent: separators that people write are gone (emergency.md §7 rule 4). */
function plainNumber(number: string): string {
  return number.replaceAll(/[\s().-]/g, "");
}

/**
 * Why a desk in that state does not dial. @returns undefined where its account decides.
 * The matrix of emergency.md §6: BOOT, STRANDED and BLANK refuse on the phone, and no INVITE leaves.
 */
function stateRefusal(state: HandsetState): string | undefined {
  switch (state) {
    case "OFF":
      return "the phone has no power";
    case "BOOT":
      return "the phone is starting";
    case "STRANDED":
      return "the phone has no configuration";
    case "BLANK":
    case "READY":
    case "SWITCH":
      return undefined;
  }
}

/** The rule of the run for numbers (emergency.md §7): true, or why an INVITE may not go to that server. */
export type MayDial = (number: string, server: SocketAddress) => true | string;

/** What the guard works with. */
export interface DialGuardParts {
  readonly calls: CallsPort;
  readonly registration: RegistrationPort;
  readonly recorder: Recorder;
  readonly mayDial: MayDial;
  readonly callWithoutRegistration: boolean;
}

/**
 * The one door to a call: line keys, speed dials and typed numbers all come through here (emergency.md §7 rule 3).
 * @param desk its server is where the INVITE would go; undefined: no configuration with an account is in force
 * @param claims see `CallsPort.place`
 * @param first what is done before the call is placed, and not where none is
 * @returns the reason why no call was placed, already recorded as a refused call
 */
export function dial(
  parts: DialGuardParts,
  desk: { readonly state: HandsetState; readonly server: SocketAddress | undefined },
  wanted: string,
  call: string,
  claims?: string,
  first: () => void = () => undefined,
): string | undefined {
  const number = plainNumber(wanted);
  const reason = refusal(parts, desk, number);
  if (reason === undefined) {
    first();
    parts.calls.place(number, call, claims);
    return undefined;
  }
  parts.recorder.record({ type: "call", call, direction: "outgoing", state: "refused", number, reason });
  return reason;
}

function refusal(
  { registration, callWithoutRegistration, mayDial }: DialGuardParts,
  { state, server }: { readonly state: HandsetState; readonly server: SocketAddress | undefined },
  number: string,
): string | undefined {
  const ofDesk = stateRefusal(state);
  if (ofDesk !== undefined) return ofDesk;
  if (server === undefined) return "nobody is logged in: the phone has no account";
  if (registration.state !== "registered" && !callWithoutRegistration) {
    return "the phone is not registered";
  }
  if (!/^\+?[\dA-D*#]{1,32}$/i.test(number)) return "that is not a number";
  const allowed = mayDial(number, server);
  return allowed === true ? undefined : allowed;
}
