import type { PbxFacts } from "./facts.js";

/**
 * Which source is believed where two differ, the first most: AstDB is what a call uses, `/etc/asterisk` what Asterisk
 * runs, a backup what the web page shows, which may wait for Apply Config; a CSV is older than any of them.
 */
export const ranks = ["astdb", "etc", "backup", "csv"] as const;

export type Rank = (typeof ranks)[number];

/** What one file says. */
export interface RankedFacts {
  readonly rank: Rank;
  /** As a message shows it. */
  readonly file: string;
  readonly facts: Partial<PbxFacts>;
}
