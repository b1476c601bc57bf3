/** The part of the credentials that a replay would repeat. */
export interface NonceUse {
  readonly username: string;
  readonly cnonce?: string | undefined;
  /** 8 hex digits. */
  readonly nc?: string | undefined;
  readonly callId: string;
}

/**
 * Highest nc seen per nonce, user, cnonce and Call-ID (RFC 7616 §3.4: it must rise). One nonce is shared by all
 * phones that were challenged in the same second, a client may take a new cnonce for each request, and some draw
 * the same first cnonce at every start (SIPp), so none of these alone identifies a sequence.
 */
export class NonceCounts {
  readonly #byNonce = new Map<string, Map<string, number>>();

  /** @returns false where this nc, or a higher one, was used already. */
  take(nonce: string, use: NonceUse): boolean {
    const count = Number.parseInt(use.nc ?? "", 16);
    const counts = this.#byNonce.get(nonce) ?? new Map<string, number>();
    this.#byNonce.set(nonce, counts);
    const key = `${use.username} ${use.cnonce} ${use.callId}`;
    if (count <= (counts.get(key) ?? 0)) return false;
    counts.set(key, count);
    return true;
  }

  /** Drops all nonces that `wanted` does not want. */
  keep(wanted: (nonce: string) => boolean): void {
    for (const nonce of this.#byNonce.keys()) {
      if (!wanted(nonce)) this.#byNonce.delete(nonce);
    }
  }
}
