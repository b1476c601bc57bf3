import { DeskfleetError, DeskfleetErrors } from "../model/errors.js";
import { Interrupted, ProvesNothing, StepFailure } from "./step-failure.js";

/** How a step ended, and why it did not pass. */
export interface StepOutcome {
  readonly verdict: "passed" | "failed" | "blocked" | "skipped";
  readonly message?: string;
  readonly expected?: string;
  readonly lastSeen?: string;
}

/**
 * What an error of a step means for the verdict. Failed is only what was seen broken on the thing under test;
 * where it could not be judged (a capability or the backend is missing, the guard refused, our own bug), blocked.
 */
export function outcomeOf(error: unknown): StepOutcome {
  if (error instanceof Interrupted) return { verdict: "skipped", message: "interrupted" };
  if (error instanceof ProvesNothing) return { verdict: "blocked", message: error.message };
  if (error instanceof StepFailure) {
    const { message, expected, lastSeen } = error;
    return {
      verdict: "failed",
      message,
      ...(expected === undefined ? {} : { expected }),
      ...(lastSeen === undefined ? {} : { lastSeen }),
    };
  }
  if (error instanceof DeskfleetError) {
    return {
      verdict: error.code === "DF_DESK_UNABLE" ? "failed" : "blocked",
      message: withCode(error),
    };
  }
  if (error instanceof DeskfleetErrors) {
    return { verdict: "blocked", message: error.errors.map(withCode).join("; ") };
  }
  return { verdict: "blocked", message: `deskfleet itself failed: ${textOf(error)} [DF_INTERNAL]` };
}

function withCode({ message, code }: DeskfleetError): string {
  return `${message} [${code}]`;
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
