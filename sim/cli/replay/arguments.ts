import type { Argv } from "yargs";
import { listenPort } from "../capture/arguments.js";
import { examples } from "../flags/examples.js";
import { filledPath } from "../flags/text-option.js";

export interface ReplayArguments {
  readonly "run-file": string;
  readonly host: string;
  readonly "web-port": number;
  readonly "sip-port": number;
  readonly json: boolean;
}

/** The flags of `deskfleet replay`. */
export function replayArguments(yargs: Argv): Argv<ReplayArguments> {
  return yargs
    .positional("run-file", {
      type: "string",
      coerce: filledPath("run-file"),
      demandOption: true,
      describe: "file that `deskfleet capture` wrote",
    })
    .option("host", {
      type: "string",
      default: "127.0.0.1",
      describe: "numeric address to listen on, which phones must reach",
    })
    .option("web-port", listenPort("web-port", "port for configuration files and phone apps"))
    .option("sip-port", listenPort("sip-port", "UDP and TCP port for SIP"))
    .option("json", { type: "boolean", default: false, describe: "print events as JSON lines on stdout" })
    .example(
      examples([
        ["$0 replay a.ndjson --web-port 8084", "Serve simulated phones on this machine"],
        [
          "$0 replay a.ndjson --host 192.0.2.20 --web-port 84 --sip-port 5060",
          "Serve the phone that was recorded",
        ],
      ]),
    )
    .epilogue(
      "A phone gets the recorded answers in their order, and the last one again when there are no more. Secrets were " +
        "redacted: any PIN fits where one was typed, and any password registers. Calls get 480. Exit codes: 0 ended by " +
        "Ctrl-C, 2 bad input or usage.",
    );
}
