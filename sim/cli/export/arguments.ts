import type { Argv } from "yargs";
import type { Address } from "../../backend/asterisk/export/export-options.js";
import { builtInOr } from "../files/built-in-names.js";
import { examples } from "../flags/examples.js";
import { wholeNumber } from "../flags/number-option.js";
import { profilesFlag } from "../flags/shared-flags.js";
import { filledPath, singleSecret, singleText } from "../flags/text-option.js";
import { labAddress } from "./lab-address.js";

export interface ExportArguments {
  readonly setup: string;
  readonly to: string | undefined;
  readonly force: boolean;
  readonly "seen-as": string | undefined;
  readonly host: string;
  readonly "sip-port": number | undefined;
  readonly "sip-tls-port": number | undefined;
  readonly "ami-port": number;
  readonly "ami-secret": string | undefined;
  readonly psap: Address | undefined;
  readonly carrier: Address | undefined;
  readonly profiles: string | undefined;
  readonly json: boolean;
}

const port = (flag: string, describe: string) =>
  ({ coerce: wholeNumber(flag, 1, 65_535), requiresArg: true, describe }) as const;
const text = (flag: string, describe: string) =>
  ({ type: "string", coerce: singleText(flag), requiresArg: true, describe }) as const;

/** The flags of `deskfleet export`. */
export function exportArguments(yargs: Argv): Argv<ExportArguments> {
  return yargs
    .positional("setup", {
      type: "string",
      coerce: filledPath("setup"),
      demandOption: true,
      describe: builtInOr("setup file", "setups"),
    })
    .option("to", { ...text("to", "folder to write"), demandOption: true } as const)
    .option("force", { type: "boolean", default: false, describe: "write into a folder that is not empty" })
    .option(
      "seen-as",
      text("seen-as", "that folder as Asterisk sees it, where it runs in a chroot or a container"),
    )
    .option("host", {
      type: "string",
      default: "127.0.0.1",
      describe: "numeric address to listen on; AMI stays on 127.0.0.1",
    })
    .option("sip-port", port("sip-port", "UDP and TCP port for SIP (default: the setup's, or 5060)"))
    .option("sip-tls-port", port("sip-tls-port", "port for SIP over TLS (default: the setup's, or 5061)"))
    .option("ami-port", { ...port("ami-port", "port of the Asterisk Manager Interface"), default: 5038 })
    .option("ami-secret", {
      ...text("ami-secret", "secret of its user deskfleet (default: one made up, in manager.conf)"),
      coerce: singleSecret("ami-secret"),
    })
    .option("psap", {
      coerce: labAddress("psap"),
      requiresArg: true,
      describe:
        "HOST:PORT that takes emergency calls, such as that of `deskfleet psap` (default: a dead end)",
    })
    .option("carrier", {
      coerce: labAddress("carrier"),
      requiresArg: true,
      describe: "HOST:PORT that takes all other calls (default: the same)",
    })
    .option("profiles", profilesFlag)
    .option("json", { type: "boolean", default: false, describe: "say what was written as JSON on stdout" })
    .example(
      examples([
        ["$0 export two-offices --to ./pbx", "Write it; emergency calls end in Congestion"],
        [
          "$0 export my.yaml --to ./pbx --psap 127.0.0.1:5080",
          "Have `deskfleet psap --port 5080` take the calls",
        ],
        ["$0 export my.yaml --to /srv/sid/etc/lab --seen-as /etc/lab", "For an Asterisk in a chroot folder"],
      ]),
    )
    .epilogue(
      "Files with passwords or PINs are for their owner alone: run Asterisk as the user who writes them. What the setup " +
        "has and Asterisk cannot express is listed. Exit codes: 0 written, 2 bad input or usage, or a folder that cannot " +
        "be written to.",
    );
}
