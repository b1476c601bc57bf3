/** What is wrong with a name. */
export interface NameFault {
  readonly message: string;
  /** What could have been meant; none where the message says it all. */
  readonly known: readonly string[];
}
