import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { MappingView } from "../../sim/model/control/control-api.js";

const main = fileURLToPath(new URL("../../dist/sim/cli/main.js", import.meta.url));

/** `deskfleet backend --state` as a process that the test may kill. */
export interface RunningBackend {
  /** Base address of the phone apps. */
  readonly apps: string;
  /** Aborted before the process is ended: a connection may break before anybody hears of its exit. */
  readonly gone: AbortSignal;
  mappings(): Promise<readonly MappingView[]>;
  /** @returns exit code, or the signal that ended it */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<number | string>;
}

/** @throws where it does not get ready, with what it said */
export async function startBackend(setup: string, state: string): Promise<RunningBackend> {
  const args = [main, "backend", setup, "--state", state, "--json", "--log-level", "error"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const controller = new AbortController();
  const exit = once(child, "exit").then(([code, signal]) => (code ?? signal) as number | string);
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const lines = createInterface({ input: child.stdout });
  const ready = (async () => {
    for await (const line of lines) {
      const event = JSON.parse(line) as { type: string; configServer: string; controlUrl: string };
      if (event.type === "ready") return event;
    }
    return undefined;
  })();
  const addresses = await ready;
  if (!addresses) throw new Error(`the backend ended before it was ready (${await exit}): ${said}`);
  child.stdout.resume();
  return {
    apps: addresses.configServer.replace("/provisioning/", "/apps"),
    gone: controller.signal,
    mappings: async () => {
      const response = await fetch(`${addresses.controlUrl}/mappings`);
      return (await response.json()) as MappingView[];
    },
    end: (signal) => {
      controller.abort();
      child.kill(signal);
      return exit;
    },
  };
}
