import { amiUser } from "../../backend/asterisk/export/manager.js";
import type { NotExpressed } from "../../backend/asterisk/export/not-expressed.js";
import { pathText } from "../../model/files/path-text.js";

/** A trunk that leads nowhere, and the flag that would lead it somewhere. */
export interface DeadEnd {
  readonly trunk: string;
  readonly flag: "--psap" | "--carrier";
}

/** What `export` has to say; holds no secret. */
export interface Exported {
  readonly folder: string;
  readonly files: readonly string[];
  readonly deadEnds: readonly DeadEnd[];
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
      ({ trunk, flag }) =>
        `trunk ${trunk} is a dead end: a call by it ends in Congestion (${flag} leads it on)`,
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
