/** A numeric IPv4 address and a port. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Where the exported PBX listens, and what it leads to. */
export interface ExportOptions {
  /** Numeric address of SIP and RTP. */
  readonly host: string;
  /** UDP and TCP. */
  readonly sipPort: number;
  readonly sipTlsPort: number;
  /** On 127.0.0.1, whatever `host` is. */
  readonly amiPort: number;
  readonly amiSecret: string;
  /** The configuration folder, as Asterisk sees it: absolute. */
  readonly folder: string;
  /** The far end of trunks that lead to the PSAP; absent: they are dead ends (emergency.md §7 rule 7). */
  readonly psap: Address | undefined;
  /** The far end of the other trunks; absent: they are dead ends. */
  readonly carrier: Address | undefined;
  /** Names of trunks whose far end Asterisk shall take for gone, as one that does not answer OPTIONS; default: none. */
  readonly unreachable?: ReadonlySet<string>;
}
