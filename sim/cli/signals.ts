import { exitCodes } from "../model/exit-codes.js";
import { overwritable } from "./view/terminal-lines.js";

/** What a user asks the process to end with: Ctrl-C or SIGTERM. */
export interface EndSignal extends Disposable {
  /** Resolves with the first signal; a second one ends the process at once. */
  readonly asked: Promise<NodeJS.Signals>;
}

const signals = ["SIGINT", "SIGTERM"] as const;

/** Loading takes a second or more: Ctrl-C ends the process then, and says so. */
export function guardStart(): void {
  process.on("SIGINT", endAtOnce);
}

function endAtOnce(): void {
  process.stderr.write("Interrupted.\n");
  process.exit(exitCodes.interrupted);
}

/** For a command whose phones say goodbye first, which takes a while where the PBX does not answer. */
export function sayInterrupted(): void {
  // A line of progress may stand there.
  if (overwritable(process.stderr)) process.stderr.write("\r\u001b[K");
  process.stderr.write("Interrupted: the phones hang up and unregister. Ctrl-C again ends at once.\n");
}

/**
 * Listens for signals until it is disposed of; from then on they do again what they do by themselves.
 * @example using end = endSignal(); await end.asked;
 */
export function endSignal(): EndSignal {
  let resolveAsked: (signal: NodeJS.Signals) => void = () => undefined;
  const asked = new Promise<NodeJS.Signals>((resolve) => {
    resolveAsked = resolve;
  });
  let first = true;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (!first) process.exit(exitCodes.interrupted);
    first = false;
    resolveAsked(signal);
  };
  process.off("SIGINT", endAtOnce);
  for (const signal of signals) process.on(signal, onSignal);
  return {
    asked,
    [Symbol.dispose]: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
