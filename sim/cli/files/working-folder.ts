import { DeskfleetError } from "../../model/errors.js";

/**
 * Every path begins at the working folder, which somebody may have deleted while a shell stood in it.
 * @throws DeskfleetError DF_FILE_READ
 */
export function checkWorkingFolder(): void {
  try {
    process.cwd();
  } catch (cause) {
    throw new DeskfleetError("DF_FILE_READ", "the working folder is gone, or may not be read", {
      hint: "Change to a folder that exists (`cd`), and start again.",
      cause,
    });
  }
}
