/** What is wrong in a source, as data: one bad row must not hide the others. */
export interface Fault {
  /** As a message shows it: the source, and the file in it. */
  readonly file: string;
  /** Counts from 1; absent where it is the whole file. */
  readonly line?: number;
  readonly message: string;
}

/** What a reader made of a file, and what it could not read. */
export interface Read<Content> {
  readonly content: Content;
  readonly faults: readonly Fault[];
}
