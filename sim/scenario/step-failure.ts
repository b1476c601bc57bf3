/** A step did not do what it should: an expectation was broken, or a phone could not take an input. */
export class StepFailure extends Error {
  readonly expected: string | undefined;
  readonly lastSeen: string | undefined;

  constructor(message: string, expected?: string, lastSeen?: string) {
    super(message);
    this.name = "StepFailure";
    this.expected = expected;
    this.lastSeen = lastSeen;
  }
}

/** A step went through, and what it was to prove is open: it blocks the scenario. */
export class ProvesNothing extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ProvesNothing";
  }
}

/** The run was given up while a step waited. */
export class Interrupted extends Error {
  constructor() {
    super("interrupted");
    this.name = "Interrupted";
  }
}
