import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type CliEnd, startCli } from "../e2e/cli.js";
import { written } from "../e2e/run-file-event.js";
import { scratchFolder } from "../e2e/scratch.js";
import type { RunningBackend } from "./running-backend.js";

/** A scenario of ours that plays on a backend that was there before it. */
export interface SimulatedPhone {
  /** Resolves when an event has all these fields, also one that was before; rejects where the run ends without. */
  event(fields: Readonly<Record<string, unknown>>): Promise<void>;
  readonly ended: Promise<CliEnd>;
}

interface PhoneOptions {
  /** The PBX of the target, where it is not the backend's own. */
  readonly sip?: { readonly host: string; readonly port: number; readonly "tls-port"?: number };
  /** Emergency numbers that may be dialled on it. */
  readonly allow?: readonly string[];
}

/** @param scenario a path, or a file of `test/interop/scenarios` without its ending */
export function playPhone(
  scenario: string,
  backend: RunningBackend,
  { sip = backend.sip, allow = [] }: PhoneOptions = {},
): SimulatedPhone {
  const folder = scratchFolder({ onTestFinished });
  const target = join(folder, "target.yaml");
  const runFile = join(folder, "run.ndjson");
  writeFileSync(target, JSON.stringify({ ...targetOf(backend), sip, dial: { allow } }));
  const cli = startCli([
    ...["run", scenario.includes("/") ? scenario : `test/interop/scenarios/${scenario}.yaml`],
    ...["--target", target, "--no-tui", "--run-file", runFile],
    ...allow.flatMap((number) => ["--allow-emergency", number]),
  ]);
  onTestFinished(async () => {
    await cli.stop();
  });
  const over = cli.ended.then(({ stdout, stderr }): never => {
    throw new Error(`the run ended first:\n${stdout}${stderr}`);
  });
  over.catch(() => {});
  return {
    event: (fields) => Promise.race([written(runFile, fields), over]),
    ended: cli.ended,
  };
}

function targetOf({ configServer, controlUrl }: RunningBackend): object {
  return {
    target: "the backend of this test",
    kind: "lab",
    "config-server": configServer,
    "control-url": controlUrl,
  };
}
