/** What the person who imports has said, and what is known besides the sources. */
export interface MapOptions {
  readonly withSecrets: boolean;
  /** Extensions that logged-out phones share: the PBX does not know which. */
  readonly placeholders: readonly string[];
  /** The phone models that there are, for which desks and layouts are suggested. */
  readonly models: readonly string[];
}
