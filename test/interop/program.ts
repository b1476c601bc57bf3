import { spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";

/** A program of somebody else, running. */
export interface Program {
  /** Resolves with the first line of stdout that fits; rejects with all that it said where it ends without one. */
  line(fits: RegExp): Promise<string>;
  /** Ends it as a crash or a power cut does; resolves when it has ended. */
  kill(): Promise<void>;
  /** Resolves with the exit code when it has ended; null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** No client here needs longer; one that hangs is killed. */
const limitMs = 40_000;

/**
 * Starts a program that is gone when the test is, whatever happens to either.
 * @param lastsMs what it may take; one that serves a whole test takes as long as that
 */
export function startProgram(command: string, args: readonly string[], lastsMs = limitMs): Program {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: lastsMs,
    killSignal: "SIGKILL",
  });
  const heard = new EventTarget();
  let said = "";
  const hear = (text: string): void => {
    said += text;
    heard.dispatchEvent(new Event("more"));
  };
  child.stdout.setEncoding("utf8").on("data", hear);
  child.stderr.setEncoding("utf8").resume();
  const ended = once(child, "close").then(([code]: (number | null)[]) => {
    heard.dispatchEvent(new Event("more"));
    return code ?? null;
  });
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  onTestFinished(kill);
  const line = async (fits: RegExp): Promise<string> => {
    for (;;) {
      const found = said.split("\n").find((each) => fits.test(each));
      if (found !== undefined) return found;
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`${command} ended without saying ${fits}:\n${said}`);
      }
      await once(heard, "more");
    }
  };
  return { line, kill, ended };
}
