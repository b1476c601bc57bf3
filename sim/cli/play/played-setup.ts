import { onLoopback } from "../../model/setup/loopback-networks.js";
import type { Setup } from "../../model/setup/setup.js";

/** A setup as it is played, and in what it differs from the file, a line each. */
export interface PlayedSetup {
  readonly setup: Setup;
  readonly remarks: readonly string[];
}

/**
 * The networks of a real site are played on loopback.
 * @throws DeskfleetError DF_CLI_USAGE where they do not fit there
 */
export function withSimulatedNetworks(written: Setup, file: string): PlayedSetup {
  const { setup, renamed } = onLoopback(written, file);
  const pairs = [...renamed].map(([real, played]) => `${real} as ${played}`);
  const remark = `networks are played on loopback: ${pairs.join(", ")}`;
  return { setup, remarks: pairs.length === 0 ? [] : [remark] };
}

/** `the PINs of 3 extensions are stand-ins of the import`. */
export function standInText(extensions: readonly string[]): string {
  const [only = ""] = extensions;
  return extensions.length === 1
    ? `the PIN of ${only} is a stand-in of the import`
    : `the PINs of ${extensions.length} extensions are stand-ins of the import`;
}
