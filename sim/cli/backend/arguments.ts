import type { Argv } from "yargs";
import { seedNumber, wholeNumber } from "../flags/number-option.js";
import { filledPath, singleText } from "../flags/text-option.js";
import { type LogLevel, logLevels } from "./log-level.js";

export interface BackendArguments {
  readonly setup: string;
  readonly host: string;
  readonly "control-port": number | undefined;
  readonly "web-port": number | undefined;
  readonly "sip-port": number | undefined;
  readonly profiles: string | undefined;
  readonly state: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  readonly log: string | undefined;
  readonly "log-level": LogLevel;
  readonly seed: number;
  readonly json: boolean;
  readonly "enable-faults": boolean;
  readonly strict: boolean;
  readonly drachtio: string | undefined;
  readonly "drachtio-secret": string;
  readonly "drachtio-sip": string | undefined;
  readonly "drachtio-tls-port": number | undefined;
  readonly "drachtio-ca": string | undefined;
  readonly "until-stdin-ends": boolean;
}

const port = (flag: string, describe: string) =>
  ({ coerce: wholeNumber(flag, 1, 65_535), requiresArg: true, describe }) as const;
const path = (flag: string, describe: string) =>
  ({ type: "string", coerce: singleText(flag), requiresArg: true, describe }) as const;

/** The flags of `deskfleet backend`. */
export function backendArguments(yargs: Argv): Argv<BackendArguments> {
  return (
    yargs
      .positional("setup", {
        type: "string",
        coerce: filledPath("setup"),
        demandOption: true,
        describe: "setup file",
      })
      .option("host", {
        type: "string",
        default: "127.0.0.1",
        describe: "numeric address to listen on; the control API stays on 127.0.0.1",
      })
      .option("control-port", port("control-port", "port of the control API (default: any free one)"))
      .option("web-port", port("web-port", "port of files and phone apps, in place of the setup's"))
      .option("sip-port", port("sip-port", "UDP and TCP port of SIP, in place of the setup's"))
      .option("profiles", path("profiles", "folder with phone models of your own"))
      .option(
        "state",
        path(
          "state",
          "folder where mappings, lock-outs, contacts and changes of the setup outlive a restart",
        ),
      )
      .option("certificate", path("certificate", "PEM file to show in place of the lab's certificate"))
      .option("key", path("key", "PEM file with its private key"))
      .option("log", path("log", "file to append the log to (default: stderr)"))
      .option("log-level", { choices: logLevels, default: "info", describe: "least that is logged" } as const)
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
      .option("strict", {
        type: "boolean",
        default: false,
        describe: "refuse SIP that Asterisk takes although it breaks a rule; default: take it with a warning",
      })
      .option("drachtio", {
        type: "string",
        describe: "HOST:PORT of a drachtio-server's control port, instead of the embedded SIP server",
      })
      .option("drachtio-secret", { type: "string", default: "cymru", describe: "its secret" })
      .option("drachtio-sip", { type: "string", describe: "HOST:PORT where phones reach its SIP side" })
      .option(
        "drachtio-tls-port",
        port("drachtio-tls-port", "port where phones reach it by TLS (default: 5061)"),
      )
      .option("drachtio-ca", path("drachtio-ca", "PEM file of the authority of its certificate"))
      // For a parent that may be killed: its end of the pipe goes with it.
      .option("until-stdin-ends", { type: "boolean", default: false, hidden: true })
      .example("$0 backend two-offices", "Print the addresses and wait")
      .example("$0 backend my.yaml --host 192.0.2.10", "Let real phones in a lab reach it")
      .example("$0 backend my.yaml --state /var/lib/deskfleet --log deskfleet.log", "Run it for days")
  );
}
