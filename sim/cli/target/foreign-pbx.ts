import type { ExternalAsterisk } from "../../backend/assembly/asterisk-stack.js";
import type { Target } from "../../model/control/target.js";
import { DeskfleetError } from "../../model/errors.js";
import { readTarget } from "./read-target.js";

/** An Asterisk, and the file that describes it. */
export interface ForeignPbx {
  readonly target: Target;
  readonly asterisk: ExternalAsterisk;
}

/**
 * The Asterisk that a target file describes, for a command that starts the module in front of it.
 * @throws DeskfleetError DF_CLI_USAGE where it describes another kind of backend; DF_AMI_LOGIN, DF_FILE_READ,
 *   DF_FILE_REFERENCE; DeskfleetErrors of the file
 */
export async function foreignPbx(file: string): Promise<ForeignPbx> {
  const named = readTarget(file);
  const { asteriskOf } = await import("./asterisk-of-target.js");
  const asterisk = asteriskOf(named, process.env);
  if (asterisk) return { target: named.target, asterisk };
  throw new DeskfleetError("DF_CLI_USAGE", `${file} describes no Asterisk`, {
    hint: "A target file with `ami` does: `deskfleet schema target` prints what it holds.",
  });
}
