/** How a phone looks at the certificate of a server (HD-36). */
export interface ServerTrust {
  /** Who may sign it, as PEM; undefined: the authorities that the machine trusts. */
  readonly authority: string | undefined;
  /** False: every certificate will do. */
  readonly checked: boolean;
}
