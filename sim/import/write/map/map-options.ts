/** What the person who imports has said. */
export interface MapOptions {
  readonly withSecrets: boolean;
  /** Extensions that logged-out phones share: the PBX does not know which. */
  readonly placeholders: readonly string[];
}
