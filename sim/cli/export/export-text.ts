import { amiUser } from "../../backend/asterisk/export/manager.js";
import type { NotExpressed } from "../../backend/asterisk/export/not-expressed.js";
import { pathText } from "../../model/files/path-text.js";

/** What `export` has to say; holds no secret. */
export interface Exported {
  readonly folder: string;
  readonly files: readonly string[];
  /** Names of trunks that lead nowhere. */
  readonly deadEnds: readonly string[];
  readonly notExpressed: readonly NotExpressed[];
  readonly warnings: readonly string[];
  /** Command lines. */
  readonly start: string;
  readonly stop: string;
}

/** The same for people. */
export function exportText(exported: Exported): string {
  const { folder, files, deadEnds, warnings, start, stop } = exported;
  return [
    `${files.length} files in ${folder}; AMI user ${amiUser}, its secret is in manager.conf`,
    ...deadEnds.map(
      (trunk) => `trunk ${trunk} is a dead end: a call by it ends in Congestion (--psap, --carrier)`,
    ),
    ...warnings.map((warning) => `warning: ${warning}`),
    "",
    "Not in these files:",
    ...exported.notExpressed.map(({ path, why }) => `  ${pathText(path)}: ${why}`),
    "",
    `Start: ${start}`,
    `Stop:  ${stop}`,
    "",
  ].join("\n");
}
