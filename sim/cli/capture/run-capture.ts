import { existsSync } from "node:fs";
import { type Capture, startCapture } from "../../capture/capture.js";
import type { Doors } from "../../capture/told-addresses.js";
import { loadProfiles } from "../../files/package-files.js";
import { packageVersion } from "../../files/package-root.js";
import { shownPath } from "../../files/shown-path.js";
import { recordTarget } from "../../fleet/record-target.js";
import { DeskfleetError } from "../../model/errors.js";
import { exitCodes } from "../../model/exit-codes.js";
import { systemClock } from "../../sip/system-clock.js";
import { runFileVersion, type TranscriptEvent } from "../../transcript/event.js";
import type { Recorder } from "../../transcript/recorder.js";
import { createRedactor } from "../../transcript/redaction.js";
import { Transcript } from "../../transcript/transcript.js";
import { reachableAddress } from "../backend/reachable-address.js";
import { openRunFile, type RunFileWriter } from "../files/run-file-writer.js";
import { endSignal } from "../signals.js";
import { readTarget } from "../target/read-target.js";
import { consentedRules } from "../target/target-consent.js";
import type { CaptureArguments } from "./arguments.js";
import { captureJson, captureLine } from "./capture-line.js";
import { handedOn } from "./emergency-consent.js";
import { secretParametersOf } from "./secret-parameters.js";
import { unreachable } from "./unreachable.js";
import { type Upstream, upstreamOf } from "./upstream.js";

/** Records what phones and a PBX say to each other, until a signal ends it. */
export async function runCapture(args: CaptureArguments): Promise<void> {
  const { json } = args;
  const host = reachableAddress("--host", args.host, { listener: "capture", peers: "phones" });
  const secretParameters = secretParametersOf(loadProfiles(args.profiles));
  const target = args.target === undefined ? undefined : readTarget(args.target).target;
  const upstream = await upstreamOf(args, target);
  refuseOwnAddress(upstream.doors, host, args);
  const path = args["run-file"];
  if (existsSync(path)) {
    throw new DeskfleetError(
      "DF_CAPTURE_FILE",
      `${shownPath(path)} exists: a recording is never written over`,
    );
  }
  const rules = consentedRules(target, args["allow-emergency"]);
  const allowed = handedOn(rules, upstream.doors.sip);
  const inUse = new Set(legible(upstream));
  const transcript = new Transcript(systemClock, createRedactor([]), {
    keep: false,
    isInUse: (text) => inUse.has(text),
  });
  using end = endSignal();
  const startedAt = systemClock.now();
  const capture = await startCapture({
    ...{ host, webPort: args["web-port"], sipPort: args["sip-port"], secretParameters, inUse },
    ...{ upstream: upstream.doors, names: upstream.names, clock: systemClock },
    allowed,
    recorderOf: (phone) => transcript.scope({ phone }),
  });
  const runFile = await openOrStop(path, capture);
  transcript.subscribe(runFile.write);
  const harness = transcript.scope({});
  recordStart(harness, upstream);
  recordTarget(harness, rules);
  const print = (line: object, text: string): void => {
    process.stdout.write(`${json ? JSON.stringify(line) : text}\n`);
  };
  transcript.subscribe((event: TranscriptEvent) => {
    const line = captureJson(event);
    if (line !== undefined) print(line, captureLine(event) ?? "");
  });
  const { own } = capture;
  const configServer = `${own.scheme}://${own.web.host}:${own.web.port}${upstream.path}`;
  print(
    { type: "ready", configServer, sip: own.sip, runFile: path },
    readyText(configServer, own, upstream, path),
  );
  const problem = await unreachable(upstream.doors);
  // It may come up later: whoever starts a lab starts this first.
  if (problem !== undefined) harness.record({ type: "note", text: problem });
  await end.asked;
  await capture.stop();
  recordEnd(harness, systemClock.now() - startedAt, runFile.problems());
  runFile.close();
  if (runFile.problems().length > 0) process.exitCode = exitCodes.invalid;
}

/** After the ports: a file that was made for nothing would be in the way of the next try. */
async function openOrStop(path: string, capture: Capture): Promise<RunFileWriter> {
  try {
    return openRunFile(path);
  } catch (error) {
    await capture.stop();
    throw error;
  }
}

/** Ports and addresses of the PBX are no PIN, whoever has chosen the same digits: a replay could not read them. */
function legible({ doors: { web, sip }, names }: Upstream): string[] {
  return [web.host, sip.host, ...names, String(web.port), String(sip.port), ...sip.host.split("."), "911"];
}

/** A capture of itself would hand on what it has handed on. */
function refuseOwnAddress({ web, sip }: Doors, host: string, args: CaptureArguments): void {
  const isOwn =
    (web.host === host && web.port === args["web-port"]) ||
    (sip.host === host && sip.port === args["sip-port"]);
  if (!isOwn) return;
  throw new DeskfleetError(
    "DF_CLI_USAGE",
    "the PBX and the capture have the same address: pass another --host, or other ports",
  );
}

function readyText(configServer: string, { sip }: Doors, { doors }: Upstream, path: string): string {
  const { scheme, web, sip: registrar } = doors;
  return [
    `Capture of ${scheme}://${web.host}:${web.port} and SIP ${registrar.host}:${registrar.port} into ${path}`,
    `  configuration server for phones (DHCP option 66): ${configServer}`,
    `  SIP, UDP and TCP: ${sip.host}:${sip.port}`,
    "Ctrl-C ends it.",
  ].join("\n");
}

function recordStart(harness: Recorder, { doors: { scheme, web, sip }, names }: Upstream): void {
  harness.record({
    ...({ type: "run-start", runFileVersion, seed: 0 } as const),
    deskfleet: packageVersion(),
    startedAt: new Date(systemClock.wall()).toISOString(),
    command: "deskfleet capture",
  });
  harness.record({
    type: "capture",
    web: `${scheme}://${web.host}:${web.port}`,
    sip: `${sip.host}:${sip.port}`,
    names,
  });
}

function recordEnd(harness: Recorder, durationMs: number, invalid: readonly string[]): void {
  const counts = { passed: 0, failed: 0, flaky: 0, blocked: 0, skipped: 0 };
  harness.record({ type: "run-end", verdict: "not-judged", counts, durationMs, invalid });
}
