import { DeskfleetError } from "../../model/errors.js";
import { type ForeignPbx, foreignPbx } from "../target/foreign-pbx.js";
import type { BackendArguments } from "./arguments.js";

/**
 * The Asterisk of `--pbx`.
 * @throws DeskfleetError DF_CLI_USAGE, and as `foreignPbx`
 */
export async function pbxOf(args: BackendArguments): Promise<ForeignPbx | undefined> {
  if (args.pbx === undefined) return undefined;
  const given = { "--sip-port": args["sip-port"], "--drachtio": args.drachtio };
  for (const [flag, value] of Object.entries(given)) {
    if (value !== undefined)
      throw new DeskfleetError(
        "DF_CLI_USAGE",
        `${flag} goes without --pbx: that PBX has a SIP server of its own`,
      );
  }
  const { target, asterisk } = await foreignPbx(args.pbx);
  return { target, asterisk: { ...asterisk, fresh: args.fresh && asterisk.resettable } };
}
