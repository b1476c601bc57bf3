import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { refuseSecrets } from "./no-secrets.js";

/** The real command line, as a user starts it. */
export const main = fileURLToPath(new URL("../../dist/sim/cli/main.js", import.meta.url));

export interface CliEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that is still running. */
export interface RunningCli {
  /** Resolves with the first line of stdout that the test accepts. */
  line(accepts: (line: string) => boolean): Promise<string>;
  /** The same for stderr, where progress is told. */
  errorLine(accepts: (line: string) => boolean): Promise<string>;
  readonly pid: number;
  stop(signal?: NodeJS.Signals): Promise<CliEnd>;
  readonly ended: Promise<CliEnd>;
}

/** Starts `deskfleet` without a terminal. */
export function startCli(args: readonly string[], cwd?: string): RunningCli {
  const { CI: _ci, NO_COLOR: _noColor, ...environment } = process.env;
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: environment,
    ...(cwd === undefined ? {} : { cwd }),
  });
  let stdout = "";
  let stderr = "";
  const heard = new EventTarget();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    heard.dispatchEvent(new Event("more"));
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    heard.dispatchEvent(new Event("more"));
  });
  const ended = once(child, "close").then(([code]) => {
    heard.dispatchEvent(new Event("more"));
    // Whatever a test is about: nothing that the command line prints may hold a secret or a PIN.
    refuseSecrets(`stdout of deskfleet ${args.join(" ")}`, stdout);
    refuseSecrets(`stderr of deskfleet ${args.join(" ")}`, stderr);
    return { code: code as number | null, stdout, stderr };
  });
  const lineOf = async (said: () => string, accepts: (line: string) => boolean): Promise<string> => {
    for (;;) {
      const found = said().split("\n").slice(0, -1).find(accepts);
      if (found !== undefined) return found;
      if (child.exitCode !== null) throw new Error(`it ended first with ${child.exitCode}: ${stderr}`);
      await once(heard as unknown as EventTarget, "more");
    }
  };
  const stop = (signal: NodeJS.Signals = "SIGTERM"): Promise<CliEnd> => {
    child.kill(signal);
    return ended;
  };
  return {
    line: (accepts) => lineOf(() => stdout, accepts),
    errorLine: (accepts) => lineOf(() => stderr, accepts),
    pid: child.pid ?? Number.NaN,
    stop,
    ended,
  };
}

export function runCli(args: readonly string[], cwd?: string): Promise<CliEnd> {
  return startCli(args, cwd).ended;
}
