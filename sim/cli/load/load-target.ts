import { DeskfleetError } from "../../model/errors.js";
import { type ForeignPbx, foreignPbx } from "../target/foreign-pbx.js";
import { isThisMachine } from "../target/this-machine.js";
import type { LoadArguments } from "./arguments.js";

/**
 * The Asterisk that a plan is run against.
 * @throws DeskfleetError DF_CLI_USAGE where nobody has said that it may be loaded (its SIP or its AMI is on another machine); and as
 *   `foreignPbx`
 */
export async function loadTarget(
  args: Pick<LoadArguments, "target" | "i-may-load-this">,
): Promise<ForeignPbx | undefined> {
  if (args.target === undefined) return undefined;
  const foreign = await foreignPbx(args.target);
  const { sipHost, ami } = foreign.asterisk;
  const elsewhere = [sipHost, ami.host].find((host) => !isThisMachine(host));
  if (elsewhere === undefined || args["i-may-load-this"]) return foreign;
  throw new DeskfleetError(
    "DF_CLI_USAGE",
    `${elsewhere} is another machine, which a load run may take down`,
    {
      hint: "Ask whoever owns it, then pass --i-may-load-this.",
    },
  );
}
