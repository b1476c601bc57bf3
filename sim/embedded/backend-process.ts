import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { z } from "zod";
import type { Backend, BackendStart } from "../fleet/backend/backend.js";
import { connectBackend } from "../fleet/backend/controlled-backend.js";
import { DeskfleetError } from "../model/errors.js";

/** A backend, and the process that it runs in. */
interface BackendProcess {
  readonly backend: Backend;
  /** Aborted when the process is gone, by whomever; its reason says how, for a reader. */
  readonly ended: AbortSignal;
}

/**
 * The embedded backend in a process of its own, so that what the load costs and what the PBX costs are told apart.
 * It lives in a process group of its own, where the terminal's Ctrl-C does not reach it, and ends with its stdin:
 * thus with this process, however that one ends.
 * @param main path of the built CLI
 * @param args of `deskfleet backend`
 * @throws DeskfleetError DF_BACKEND_START where it ends before it is ready, with what it said
 */
export async function startBackendProcess(
  main: string,
  args: readonly string[],
  start: BackendStart,
): Promise<BackendProcess> {
  const own = ["--strict", "--json", "--log-level", "error", "--until-stdin-ends"];
  const child = spawn(process.execPath, [main, "backend", ...args, ...own], {
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  const ended = endOf(child);
  const controlUrl = await readyUrl(child, ended);
  child.stdout.resume();
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    if (!ended.aborted) await once(ended, "abort");
  };
  const backend = await connectBackend({ controlUrl, tellsEvents: false, stop }, start);
  return { backend, ended };
}

const readyLine = z.object({ type: z.literal("ready"), controlUrl: z.string() });

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

function endOf(child: Child): AbortSignal {
  const controller = new AbortController();
  const end = (how: string): void => controller.abort(`the backend process ended (${how})`);
  child.on("error", ({ message }) => end(message));
  child.once("exit", (code, signal) => end(signal === null ? `exit code ${code}` : `signal ${signal}`));
  return controller.signal;
}

async function readyUrl(child: Child, ended: AbortSignal): Promise<string> {
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4000);
  });
  const closed = new Promise<undefined>((resolve) => child.once("close", () => resolve(undefined)));
  const lines = createInterface({ input: child.stdout });
  const ready = (async (): Promise<string | undefined> => {
    for await (const line of lines) {
      const ready = readyLine.safeParse(parsed(line));
      if (ready.success) return ready.data.controlUrl;
    }
    return undefined;
  })();
  const url = await Promise.race([ready, closed]);
  if (url !== undefined) return url;
  await closed;
  const why = said.trim() || String(ended.reason);
  throw new DeskfleetError("DF_BACKEND_START", `the backend ended before it was ready: ${why}`);
}

/** Whatever else a program prints is no line of ours. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
