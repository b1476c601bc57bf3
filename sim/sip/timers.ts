/** Base timers of SIP (RFC 3261 §17.1.1.1 and table 4); all others are multiples of these. */
export interface SipTimers {
  /** Estimated round trip in ms: first retransmission interval; 64 × T1 is the transaction timeout. */
  readonly t1: number;
  /** Longest retransmission interval in ms for non-INVITE requests and INVITE responses. */
  readonly t2: number;
  /** Longest time in ms that a message stays in the network. */
  readonly t4: number;
}

/** The values of RFC 3261. Tests pass smaller ones. */
export const standardTimers: SipTimers = { t1: 500, t2: 4000, t4: 5000 };

/** Timers in the proportions of RFC 3261 for another T1 in ms: for networks whose round trip is known to be short. */
export function scaledTimers(t1: number): SipTimers {
  const factor = t1 / standardTimers.t1;
  return { t1, t2: standardTimers.t2 * factor, t4: standardTimers.t4 * factor };
}
