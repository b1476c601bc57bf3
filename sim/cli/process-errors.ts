import { DeskfleetError, DeskfleetErrors, describeErrors } from "../model/errors.js";
import { type ExitCode, exitCodes } from "../model/exit-codes.js";
import { printable } from "../transcript/printable.js";

/**
 * Prints what went wrong. A stack is shown for a bug of ours only.
 * @returns the exit code that says whose fault it was
 */
export function printFailure(error: unknown): ExitCode {
  const errors =
    error instanceof DeskfleetErrors ? error.errors : error instanceof DeskfleetError ? [error] : undefined;
  if (!errors) return printBug(error);
  process.stderr.write(printable(describeErrors(errors)));
  const fault = errors.some((each) => each.fault === "peer" || each.fault === "bug");
  return fault ? exitCodes.invalid : exitCodes.badInput;
}

function printBug(error: unknown): ExitCode {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const bug = new DeskfleetError("DF_INTERNAL", "deskfleet itself failed");
  process.stderr.write(printable(`${stack}\n${describeErrors([bug])}`));
  return exitCodes.invalid;
}

/**
 * What ends the process from outside any command: an uncaught error (a rejection included), and an output
 * that cannot be written. To be called once, first of all.
 */
export function guardProcess(): void {
  process.on("uncaughtException", (error) => endInvalid(() => printBug(error)));
  let pipeBroken = false;
  for (const output of [process.stdout, process.stderr]) {
    output.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") {
        const message = `cannot write the output: ${error.message}`;
        return endInvalid(() => printFailure(new DeskfleetError("DF_FILE_WRITE", message, { cause: error })));
      }
      if (!pipeBroken) endQuietly();
      pipeBroken = true;
    });
  }
}

/**
 * Until it is disposed of, an empty event loop is a bug of ours: the command waits for what can no longer come. Node would end
 * without a word, with its own exit code 13.
 */
export function guardSettling(): Disposable {
  const unsettled = (): never =>
    endInvalid(() => printBug(new Error("the command waits for something that can no longer come")));
  process.on("beforeExit", unsettled);
  return { [Symbol.dispose]: () => process.off("beforeExit", unsettled) };
}

function endInvalid(print: () => void): never {
  // The view puts the terminal back in a listener of `exit` too, an earlier one: what is printed before that is lost
  // with the view's screen.
  process.once("exit", print);
  process.exit(exitCodes.invalid);
}

/** The reader of our output is gone (`deskfleet run | head`): as if interrupted, so that cleanup still happens. */
function endQuietly(): void {
  if (process.listenerCount("SIGTERM") === 0) process.exit(exitCodes.interrupted);
  process.kill(process.pid, "SIGTERM");
}
