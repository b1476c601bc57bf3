import { refuseFlags } from "../flags/refused-flags.js";
import { type ForeignPbx, foreignPbx } from "../target/foreign-pbx.js";
import type { BackendArguments } from "./arguments.js";

/**
 * The Asterisk of `--pbx`.
 * @throws DeskfleetError DF_CLI_USAGE, and as `foreignPbx`
 */
export async function pbxOf(args: BackendArguments): Promise<ForeignPbx | undefined> {
  if (args.pbx === undefined) {
    refuseFlags(
      { "--fresh": args.fresh },
      "goes with --pbx: the embedded PBX starts without contacts and calls",
    );
    return undefined;
  }
  const ofOwnServer = { "--sip-port": args["sip-port"], "--drachtio": args.drachtio };
  refuseFlags(ofOwnServer, "goes without --pbx: that PBX has a SIP server of its own");
  const { target, asterisk } = await foreignPbx(args.pbx);
  return { target, asterisk: { ...asterisk, fresh: args.fresh && asterisk.resettable } };
}
