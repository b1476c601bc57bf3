import type { CommandModule } from "yargs";
import { seedNumber, wholeNumber } from "./number-option.js";
import { singleText } from "./text-option.js";

export interface BackendArguments {
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
  readonly "until-stdin-ends": boolean;
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
      .option("control-port", {
        coerce: wholeNumber("control-port", 1, 65_535),
        requiresArg: true,
        describe: "port of the control API (default: any free one)",
      })
      .option("profiles", {
        type: "string",
        coerce: singleText("profiles"),
        requiresArg: true,
        describe: "folder with phone models of your own",
      })
      .option("seed", {
        coerce: seedNumber,
        requiresArg: true,
        default: 1,
        describe: "of the PBX's own randomness",
      })
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
      // For a parent that may be killed: its end of the pipe goes with it.
      .option("until-stdin-ends", { type: "boolean", default: false, hidden: true })
      .example("$0 backend scenarios/setups/two-offices.yaml", "Print the addresses and wait")
      .example("$0 backend my.yaml --host 192.0.2.10", "Let real phones in a lab reach it"),
  handler: async (args) => {
    const { runBackend } = await import("./run-backend.js");
    await runBackend(args);
  },
};
