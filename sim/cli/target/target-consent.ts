import { userInfo } from "node:os";
import type { DialRules } from "../../fleet/dial-guard.js";
import type { Target } from "../../model/control/target.js";
import { DeskfleetError } from "../../model/errors.js";
import { testNumbers } from "../../model/setup/test-numbers.js";
import { systemClock } from "../../sip/system-clock.js";

/**
 * What may be dialled in a run, and whose consent it is. For a real target it is printed before anything is done to
 * it, and the runner records it (emergency.md §7 rule 6).
 * @param allowed numbers of --allow-emergency
 * @throws DeskfleetError DF_CLI_USAGE where a number cannot be opened: better now than when the run gets there
 */
export function consentedRules(target: Target | undefined, allowed: readonly string[]): DialRules {
  for (const number of allowed) {
    const reason = refusal(target, number);
    if (reason !== undefined) {
      throw new DeskfleetError("DF_CLI_USAGE", `--allow-emergency ${number}: ${reason}`);
    }
  }
  if (target === undefined) return { backend: "embedded" };
  const consent = { by: userName(), at: new Date(systemClock.wall()).toISOString() };
  const numbers = [...new Set(allowed)];
  process.stderr.write(
    `Target ${target.sip.host}:${target.sip.port}, ${target.kind}: ${target.target}\n` +
      `  emergency numbers that may be dialled: ${numbers.join(", ") || "none"}\n` +
      `  consent: ${consent.by}, ${consent.at}\n`,
  );
  return { backend: "external", target, allowed: numbers, consent };
}

function refusal(target: Target | undefined, number: string): string | undefined {
  if (target === undefined) return "this flag goes with --target; the embedded backend needs no consent";
  if (!target.dial.allow.includes(number)) return "the target file does not list it in dial.allow";
  if (target.kind === "live" && !testNumbers.includes(number)) {
    return `the target is live: the only number that can be allowed is ${testNumbers.join(", ")}`;
  }
  return undefined;
}

/** A process in a container may have a user number without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? "unknown"}`;
  }
}
