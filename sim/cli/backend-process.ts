import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Backend, BackendStart } from "../fleet/backend.js";
import { connectBackend } from "../fleet/controlled-backend.js";
import { DeskfleetError } from "../model/errors.js";
import { packageRoot } from "./package-files.js";

/**
 * The embedded backend in a process of its own, so that what the load costs and what the PBX costs are told apart.
 * @param args of `deskfleet backend`
 * @throws DeskfleetError DF_BACKEND_START where it ends before it is ready, with what it said
 */
export async function startBackendProcess(args: readonly string[], start: BackendStart): Promise<Backend> {
  const main = join(packageRoot, "dist", "sim", "cli", "main.js");
  const child = spawn(process.execPath, [main, "backend", ...args, "--json"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4000);
  });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const ready = (async (): Promise<string> => {
    for await (const line of lines) {
      const event = JSON.parse(line) as { type: string; controlUrl?: string };
      if (event.type === "ready" && event.controlUrl !== undefined) return event.controlUrl;
    }
    throw new DeskfleetError("DF_BACKEND_START", `the backend ended before it was ready: ${said.trim()}`);
  })();
  const controlUrl = await ready;
  child.stdout.resume();
  return connectBackend(
    {
      kind: "embedded",
      controlUrl,
      tellsEvents: false,
      stop: async () => {
        child.kill("SIGTERM");
        await exited;
      },
    },
    start,
  );
}
