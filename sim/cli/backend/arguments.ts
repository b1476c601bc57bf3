import type { Argv } from "yargs";
import { builtInOr } from "../files/built-in-names.js";
import { examples } from "../flags/examples.js";
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
  readonly sound: boolean;
  readonly pbx: string | undefined;
  readonly fresh: boolean;
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
        describe: builtInOr("setup file", "setups"),
      })
      .option("host", {
        type: "string",
        default: "127.0.0.1",
        describe: "numeric address to listen on; the control API stays on 127.0.0.1",
      })
      .option("control-port", port("control-port", "port of the control API (default: any free port)"))
      .option(
        "web-port",
        port("web-port", "port for configuration files and phone apps, instead of the setup's"),
      )
      .option("sip-port", port("sip-port", "UDP and TCP port for SIP, instead of the setup's"))
      .option("profiles", path("profiles", "folder with phone models of your own"))
      .option(
        "state",
        path(
          "state",
          "folder that keeps mappings, lock-outs, contacts and changes to the setup over a restart",
        ),
      )
      .option(
        "certificate",
        path("certificate", "PEM file of the certificate to present instead of the lab's own"),
      )
      .option("key", path("key", "PEM file of the certificate's private key"))
      .option("log", path("log", "file to append the log to (default: stderr)"))
      .option("log-level", {
        choices: logLevels,
        default: "info",
        describe: "lowest level that is logged",
      } as const)
      .option("seed", {
        coerce: seedNumber,
        requiresArg: true,
        default: 1,
        describe: "seed for the random values of the PBX (a whole number)",
      })
      .option("json", { type: "boolean", default: false, describe: "print events as JSON lines on stdout" })
      .option("enable-faults", {
        type: "boolean",
        default: false,
        describe: "let the control API break rules on purpose, to test your tests",
      })
      .option("strict", {
        type: "boolean",
        default: false,
        describe:
          "refuse SIP that breaks a rule even where Asterisk accepts it; default: accept it with a warning",
      })
      .option("sound", {
        type: "boolean",
        default: true,
        describe:
          "let prompts, announcements and the far end talk and listen by RTP; --no-sound: they are silent",
      })
      .option(
        "pbx",
        path(
          "pbx",
          "target file of an Asterisk to stand in front of, instead of the embedded PBX (docs/asterisk.md)",
        ),
      )
      // For a load run: contacts and calls of before, and of this time, are taken away where the target allows it.
      .option("fresh", { type: "boolean", default: false, hidden: true })
      .option("drachtio", {
        type: "string",
        describe:
          "HOST:PORT of the control port of a drachtio-server to use instead of the embedded SIP server",
      })
      .option("drachtio-secret", {
        type: "string",
        default: "cymru",
        describe: "secret of that drachtio-server",
      })
      .option("drachtio-sip", {
        type: "string",
        describe: "HOST:PORT where phones reach that drachtio-server",
      })
      .option(
        "drachtio-tls-port",
        port("drachtio-tls-port", "port where phones reach it over TLS (default: 5061)"),
      )
      .option("drachtio-ca", path("drachtio-ca", "PEM file of the authority that signed its certificate"))
      // For a parent that may be killed: its end of the pipe goes with it.
      .option("until-stdin-ends", { type: "boolean", default: false, hidden: true })
      .example(
        examples([
          ["$0 backend two-offices", "Print the addresses and wait"],
          ["$0 backend my.yaml --host 192.0.2.10", "Let real phones in a lab reach it"],
          ["$0 backend my.yaml --state /var/lib/deskfleet --log deskfleet.log", "Run it for days"],
          ["$0 backend my.yaml --pbx asterisk.yaml", "Hot desking in front of an Asterisk"],
        ]),
      )
      .epilogue(
        "Exit codes: 0 it was ended by Ctrl-C or SIGTERM, 2 bad input or usage, or a port or file that cannot be used; 3 it failed, 130 ended at once by a second Ctrl-C.",
      )
  );
}
