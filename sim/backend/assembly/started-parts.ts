/** Something that runs until it is stopped. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** What was started so far. The last one started is stopped first: nothing outlives what it stands on. */
export class StartedParts {
  readonly #parts: Stoppable[] = [];

  /** Waits for a part to start and keeps it until `closeAll`. */
  async keep<Part extends Stoppable>(starting: Promise<Part>): Promise<Part> {
    const part = await starting;
    this.#parts.push(part);
    return part;
  }

  /** Stops every part, whatever becomes of another. @throws AggregateError of what parts threw */
  async closeAll(): Promise<void> {
    const errors: unknown[] = [];
    for (let part = this.#parts.pop(); part; part = this.#parts.pop()) {
      await part.stop().catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw new AggregateError(errors, "not everything could be stopped");
  }
}
