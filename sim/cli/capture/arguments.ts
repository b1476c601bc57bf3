import type { Argv } from "yargs";
import { examples } from "../flags/examples.js";
import { wholeNumber } from "../flags/number-option.js";
import { allowEmergencyFlag, profilesFlag, targetFlag } from "../flags/shared-flags.js";
import { filledPath, listedText, singleText } from "../flags/text-option.js";

export interface CaptureArguments {
  readonly "run-file": string;
  readonly web: string | undefined;
  readonly sip: string | undefined;
  readonly target: string | undefined;
  readonly alias: readonly string[];
  readonly host: string;
  readonly "web-port": number;
  readonly "sip-port": number;
  readonly "allow-emergency": string[];
  readonly profiles: string | undefined;
  readonly json: boolean;
}

/** A port to listen on. */
export function listenPort(flag: string, describe: string) {
  return {
    coerce: wholeNumber(flag, 0, 65_535),
    requiresArg: true,
    default: 0,
    defaultDescription: "any free port",
    describe,
  } as const;
}

/** The flags of `deskfleet capture`. */
export function captureArguments(yargs: Argv): Argv<CaptureArguments> {
  return yargs
    .positional("run-file", {
      type: "string",
      coerce: filledPath("run-file"),
      demandOption: true,
      describe: "new file to record into",
    })
    .option("web", {
      type: "string",
      coerce: singleText("web"),
      requiresArg: true,
      describe: "web server of the PBX, as phones get it by DHCP option 66: http://192.0.2.10:84/",
    })
    .option("sip", {
      type: "string",
      coerce: singleText("sip"),
      requiresArg: true,
      defaultDescription: "host of --web, port 5060",
      describe: "registrar of the PBX, HOST:PORT",
    })
    .option("target", targetFlag("target file that names both, in the place of --web and --sip"))
    .option("alias", {
      type: "string",
      coerce: listedText("alias"),
      requiresArg: true,
      default: [] as string[],
      defaultDescription: "none",
      describe: "other name or address by which files and pages call the PBX; may repeat",
    })
    .option("host", {
      type: "string",
      default: "127.0.0.1",
      describe: "numeric address to listen on, which phones must reach",
    })
    .option("web-port", listenPort("web-port", "port for configuration files and phone apps"))
    .option("sip-port", listenPort("sip-port", "UDP and TCP port for SIP"))
    .option("allow-emergency", allowEmergencyFlag)
    .option("profiles", profilesFlag)
    .option("json", { type: "boolean", default: false, describe: "print events as JSON lines on stdout" })
    .example(
      examples([
        [
          "$0 capture a.ndjson --web http://192.0.2.10:84/ --host 192.0.2.20",
          "Record a phone; the first lines say what to give it as DHCP option 66",
        ],
        ["$0 capture a.ndjson --target lab.yaml", "Record simulated phones, on this machine"],
        ["$0 replay a.ndjson", "Serve a phone by what was recorded"],
      ]),
    )
    .epilogue(
      "Addresses of the PBX in files and pages are replaced by those of the capture. Passwords, PINs and digest answers " +
        "are redacted in the file. Calls to emergency numbers get 403, unless a target file and --allow-emergency name " +
        "the number. Phones that use TLS or HTTPS cannot be recorded. Exit codes: 0 ended by Ctrl-C, 2 bad input or " +
        "usage, 3 the file is incomplete.",
    );
}
