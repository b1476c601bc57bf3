/** How much of a source is read. A setup of 5,000 extensions has some ten megabytes. */
export interface OpenLimits {
  /** Of one file that is read. */
  readonly fileBytes: number;
  /** Of all files that are read. */
  readonly keptBytes: number;
  /** Unpacked bytes for each packed one: recordings have some two, tables some twenty, a gzip bomb a thousand. */
  readonly ratio: number;
  /** Below this the ratio says nothing. */
  readonly ratioFromBytes: number;
  /** Files and folders that are looked at. */
  readonly entries: number;
}

export const openLimits: OpenLimits = {
  fileBytes: 64_000_000,
  keptBytes: 256_000_000,
  ratio: 200,
  ratioFromBytes: 64_000_000,
  entries: 1_000_000,
};
