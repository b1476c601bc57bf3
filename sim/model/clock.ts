/** Port: the only way for the rest of the program to know or wait for a time. */
export interface Clock {
  /** Monotonic milliseconds; only differences mean something. */
  now(): number;
  /** Wall-clock time in milliseconds since the epoch. */
  wall(): number;
  /**
   * Calls `action` once after `delayMs`. @returns a function that cancels it.
   * The timer does not keep the process alive.
   */
  after(delayMs: number, action: () => void): () => void;
}
