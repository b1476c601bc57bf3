/** A final answer of the PBX, before the SIP server adds what belongs to the transaction. */
export interface Answer {
  readonly status: number;
  /** Reason phrase; absent: the usual one. */
  readonly reason?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * `Server` and `User-Agent` in the pattern of FreePBX: `<brand>-<PBX version>(<Asterisk version>)`
 * (asterisk-wire.md §1).
 */
export const pbxName = "deskfleet-17.0.19(22.10.1)";

/** An answer with the headers that all of them have. */
export function answer(
  status: number,
  options: { readonly reason?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Answer {
  return {
    status,
    ...(options.reason !== undefined && { reason: options.reason }),
    headers: { Server: pbxName, ...options.headers },
  };
}
