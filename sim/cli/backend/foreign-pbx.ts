import type { ExternalAsterisk } from "../../backend/assembly/asterisk-stack.js";
import type { Target } from "../../model/control/target.js";
import { DeskfleetError } from "../../model/errors.js";
import { asteriskOf } from "../target/asterisk-of-target.js";
import { readTarget } from "../target/read-target.js";
import type { BackendArguments } from "./arguments.js";

/** An Asterisk, and the file that describes it. */
interface ForeignPbx {
  readonly target: Target;
  readonly asterisk: ExternalAsterisk;
}

/**
 * The Asterisk that the user named.
 * @throws DeskfleetError DF_CLI_USAGE, DF_AMI_LOGIN, DF_FILE_READ, DF_FILE_REFERENCE; DeskfleetErrors of the file
 */
export function foreignPbx(args: BackendArguments): ForeignPbx | undefined {
  if (args.pbx === undefined) return undefined;
  const given = { "--sip-port": args["sip-port"], "--drachtio": args.drachtio };
  for (const [flag, value] of Object.entries(given)) {
    if (value !== undefined)
      throw new DeskfleetError(
        "DF_CLI_USAGE",
        `${flag} goes without --pbx: that PBX has a SIP server of its own`,
      );
  }
  const named = readTarget(args.pbx);
  return { target: named.target, asterisk: { ...asteriskIn(args.pbx, named), fresh: args.fresh } };
}

function asteriskIn(file: string, named: Parameters<typeof asteriskOf>[0]): ExternalAsterisk {
  const asterisk = asteriskOf(named, process.env);
  if (asterisk) return asterisk;
  throw new DeskfleetError("DF_CLI_USAGE", `${file} describes no Asterisk`, {
    hint: "A target file with `ami` does: `deskfleet schema target` prints what it holds.",
  });
}
