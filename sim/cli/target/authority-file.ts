import { X509Certificate } from "node:crypto";
import { readSource } from "../../files/read-source.js";
import { DeskfleetError } from "../../model/errors.js";

/**
 * The PEM of an authority that phones shall trust.
 * @param named what named the file: a flag, a field
 * @throws DeskfleetError DF_FILE_READ; DF_CLI_USAGE where it is no certificate
 */
export function authorityIn(named: string, file: string): string {
  const { text } = readSource(file);
  try {
    new X509Certificate(text);
    return text;
  } catch (cause) {
    throw new DeskfleetError("DF_CLI_USAGE", `${named} ${file}: expected a PEM certificate`, { cause });
  }
}
