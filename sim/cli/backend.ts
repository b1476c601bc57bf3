import type { CommandModule } from "yargs";
import { type ExternalDrachtio, startEmbeddedBackend } from "../backend/embedded.js";
import { DeskfleetError } from "../model/errors.js";
import { createRedactor, redactDeep } from "../transcript/redaction.js";
import { loadProfiles, loadSetup } from "./package-files.js";
import { secretsOf } from "./secrets.js";
import { endSignal } from "./signals.js";

interface BackendArguments {
  readonly setup: string;
  readonly host: string;
  readonly "control-port": number | undefined;
  readonly profiles: string | undefined;
  readonly seed: number;
  readonly json: boolean;
  readonly "enable-faults": boolean;
  readonly drachtio: string | undefined;
  readonly "drachtio-secret": string;
  readonly "drachtio-sip": string | undefined;
}

/** `deskfleet backend <setup>`: the embedded backend alone, for real phones or other tools. */
export const backendCommand: CommandModule<object, BackendArguments> = {
  command: "backend <setup>",
  describe: "Run the embedded backend alone, for real phones or other tools",
  builder: (yargs) =>
    yargs
      .positional("setup", { type: "string", demandOption: true, describe: "setup file" })
      .option("host", {
        type: "string",
        default: "127.0.0.1",
        describe: "numeric address to listen on; the control API stays on 127.0.0.1",
      })
      .option("control-port", { type: "number", describe: "port of the control API (default: any free one)" })
      .option("profiles", { type: "string", describe: "folder with phone models of your own" })
      .option("seed", { type: "number", default: 1, describe: "of the PBX's own randomness" })
      .option("json", { type: "boolean", default: false, describe: "events as JSON lines on stdout" })
      .option("enable-faults", {
        type: "boolean",
        default: false,
        describe: "let the control API break rules on purpose, to test a test",
      })
      .option("drachtio", {
        type: "string",
        describe: "HOST:PORT of a drachtio-server's control port, instead of the embedded SIP server",
      })
      .option("drachtio-secret", { type: "string", default: "cymru", describe: "its secret" })
      .option("drachtio-sip", { type: "string", describe: "HOST:PORT where phones reach its SIP side" })
      .example("$0 backend scenarios/setups/two-offices.yaml", "Print the addresses and wait")
      .example("$0 backend my.yaml --host 192.0.2.10", "Let real phones in a lab reach it"),
  handler: runBackend,
};

async function runBackend(args: BackendArguments): Promise<void> {
  const profiles = loadProfiles(args.profiles);
  const setup = loadSetup(args.setup, profiles);
  const drachtio = drachtioOf(args);
  const redact = createRedactor(secretsOf(setup));
  const print = (line: object): void => {
    process.stdout.write(`${JSON.stringify(redactDeep(line, redact))}\n`);
  };
  const ended = endSignal();
  const backend = await startEmbeddedBackend({
    setup,
    profiles,
    host: args.host,
    ...(args["control-port"] === undefined ? {} : { controlPort: args["control-port"] }),
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
