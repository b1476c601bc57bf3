import type { ExternalDrachtio } from "../backend/assembly/sip-side.js";
import { startEmbeddedBackend } from "../backend/embedded.js";
import { DeskfleetError } from "../model/errors.js";
import { createRedactor, redactDeep } from "../transcript/redaction.js";
import type { BackendArguments } from "./backend.js";
import { loadProfiles, loadSetup } from "./package-files.js";
import { reachableAddress } from "./reachable-address.js";
import { secretsOf } from "./secrets.js";
import { endSignal } from "./signals.js";

/** Runs the embedded backend until a signal ends it, or the end of stdin where that is asked for. */
export async function runBackend(args: BackendArguments): Promise<void> {
  const host = reachableAddress("--host", args.host);
  const profiles = loadProfiles(args.profiles);
  const setup = loadSetup(args.setup, profiles);
  const drachtio = drachtioOf(args);
  const redact = createRedactor(secretsOf(setup));
  const print = (line: object): void => {
    process.stdout.write(`${JSON.stringify(redactDeep(line, redact))}\n`);
  };
  using end = endSignal();
  const ended = args["until-stdin-ends"] ? Promise.race([end.asked, stdinEnd()]) : end.asked;
  const backend = await startEmbeddedBackend({
    setup,
    profiles,
    host,
    ports: { control: args["control-port"] ?? 0 },
    seed: args.seed,
    faultsEnabled: args["enable-faults"],
    ...(drachtio === undefined ? {} : { drachtio }),
    ...(args.json ? { onEvent: print } : {}),
  });
  const { status, controlUrl } = backend;
  if (args.json) {
    print({ type: "ready", controlUrl, ...status });
  } else {
    process.stdout.write(
      `${status.setup}\n` +
        `  configuration server  ${status.configServer}   (DHCP option 66 of the phones)\n` +
        `  SIP                   ${status.sip.host}, UDP ${status.sip.udpPort}, TCP ${status.sip.tcpPort}\n` +
        `  control API           ${controlUrl}\n` +
        "Ctrl-C ends it.\n",
    );
  }
  await ended;
  await backend.stop();
}

function stdinEnd(): Promise<void> {
  return new Promise((resolve) => process.stdin.once("close", resolve).resume());
}

function drachtioOf(args: BackendArguments): ExternalDrachtio | undefined {
  if (args.drachtio === undefined) return undefined;
  if (args["drachtio-sip"] === undefined) {
    throw new DeskfleetError(
      "DF_CLI_USAGE",
      "--drachtio needs --drachtio-sip HOST:PORT: where phones reach it",
    );
  }
  const control = hostPort("--drachtio", args.drachtio);
  const sip = hostPort("--drachtio-sip", args["drachtio-sip"]);
  return {
    host: control.host,
    port: control.port,
    secret: args["drachtio-secret"],
    sipHost: sip.host,
    sipPort: sip.port,
  };
}

function hostPort(option: string, text: string): { host: string; port: number } {
  const match = /^(.+):(\d{1,5})$/.exec(text);
  if (!match?.[1]) throw new DeskfleetError("DF_CLI_USAGE", `${option} ${text}: expected HOST:PORT`);
  return { host: match[1], port: Number(match[2]) };
}
