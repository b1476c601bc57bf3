import { DeskfleetError } from "../../model/errors.js";
import { type ForeignPbx, foreignPbx } from "../target/foreign-pbx.js";
import type { LoadArguments } from "./arguments.js";

/**
 * The Asterisk that a plan is run against.
 * @throws DeskfleetError DF_CLI_USAGE where nobody has said that it may be loaded (it is on another machine); and as
 *   `foreignPbx`
 */
export async function loadTarget(
  args: Pick<LoadArguments, "target" | "i-may-load-this">,
): Promise<ForeignPbx | undefined> {
  if (args.target === undefined) return undefined;
  const foreign = await foreignPbx(args.target);
  const { host } = foreign.target.sip;
  if (isThisMachine(host) || args["i-may-load-this"]) return foreign;
  throw new DeskfleetError("DF_CLI_USAGE", `${host} is another machine, which a load run may take down`, {
    hint: "Ask whoever owns it, then pass --i-may-load-this.",
  });
}

function isThisMachine(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
