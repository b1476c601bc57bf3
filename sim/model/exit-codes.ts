/** Exit codes of the command line, and what each means. The only place that holds the numbers. */
export const exitCodes = {
  /** Everything held. */
  passed: 0,
  /** An expectation was seen broken. */
  failed: 1,
  /** Nothing was seen broken, but a scenario could not be judged: not green either. */
  blocked: 1,
  /** Bad input or usage; nothing was run. */
  badInput: 2,
  /** The measurement cannot be trusted: the generator saturated, a threshold had no data. */
  invalid: 3,
  /** Interrupted by the user (128 + SIGINT). */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
