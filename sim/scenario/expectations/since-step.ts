import type { Check, PhoneEvidence } from "./check.js";

/** `rebooted: false`: no reboot since the last step on the phone; a start by power is none. */
export function checkRebooted(expected: boolean, { sinceStep }: PhoneEvidence): Check {
  const reasons = sinceStep.flatMap((event) =>
    event.type === "boot" && event.cause === "reboot" ? [event.reason] : [],
  );
  return {
    met: reasons.length > 0 === expected,
    expected: expected ? "a reboot since the last step on it" : "no reboot since the last step on it",
    seen: reasons.length > 0 ? `rebooted: ${reasons.join("; ")}` : "no reboot",
  };
}

/** `beeped: true` */
export function checkBeeped(expected: boolean, { sinceStep }: PhoneEvidence): Check {
  const beeped = sinceStep.some(({ type }) => type === "beep");
  return {
    met: beeped === expected,
    expected: expected ? "a beep since the last step on it" : "no beep since the last step on it",
    seen: beeped ? "a beep" : "no beep",
  };
}

/** `invites: 0`: calls that left the phone. Copies by timers, and the repeat with credentials, count once. */
export function checkInvites(expected: number, { sinceStep }: PhoneEvidence): Check {
  const calls = new Set(
    sinceStep.flatMap((event) =>
      event.type === "sip" && event.direction === "sent" && event.startLine.startsWith("INVITE ")
        ? [event.callId]
        : [],
    ),
  );
  return {
    met: calls.size === expected,
    expected: `${expected} calls leaving the phone since the last step on it`,
    seen: `${calls.size}`,
  };
}
