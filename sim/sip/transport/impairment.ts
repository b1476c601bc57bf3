import type { Clock } from "../../model/clock.js";
import type { Random } from "../../model/random.js";

export type Direction = "sent" | "received";

/** What becomes of datagrams, each way alike. */
export interface DatagramFaults {
  /** Share that is lost, 0 (none) to 1 (all). */
  readonly loss: number;
  /** How long each is on its way, in ms. */
  readonly delayMs: number;
  /** Share that is held back for `overtakenAfterMs` more, so that what comes after it arrives first. */
  readonly reorder: number;
  /** Share that arrives twice. */
  readonly duplicate: number;
}

/** Longer than a burst of messages, shorter than the first retransmission (T1 = 500 ms). */
export const overtakenAfterMs = 100;

/** What happens to a flow as a whole: its NAT gives it another port, or its connection ends in one way or another. */
export type FlowFault = "rebind" | "close" | "half-close" | "silence";

/** The network between a transport and everybody else, where it is worse than loopback. */
export interface Impairment {
  /** UDP: when each copy of a datagram arrives, in ms from now. None: it is lost. */
  copies(direction: Direction, data: Buffer): readonly number[];
  readonly after: Clock["after"];
  /**
   * The transport wants to be told. @returns ends that
   * @param suffer rejects with DF_CAPABILITY where such a fault means nothing to it
   */
  onFlowFault(suffer: (fault: FlowFault) => Promise<void>): () => void;
}

/** The `copies` of an impairment: the same for the same seed. @param faults asked for each datagram */
export function datagramFate(random: Random, faults: () => DatagramFaults): Impairment["copies"] {
  // Draws nothing for what cannot happen: another fault more does not change the chances of the others.
  const happens = (share: number): boolean => share > 0 && random.next() < share;
  return () => {
    const { loss, delayMs, reorder, duplicate } = faults();
    if (happens(loss)) return [];
    const arrives = delayMs + (happens(reorder) ? overtakenAfterMs : 0);
    return happens(duplicate) ? [arrives, arrives] : [arrives];
  };
}
