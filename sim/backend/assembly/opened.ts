/** Something that runs until it is stopped. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** What was started so far. The last one started is stopped first: nothing outlives what it stands on. */
export class Opened {
  readonly #parts: Stoppable[] = [];

  /** Waits for a part to start and keeps it until `closeAll`. */
  async keep<Part extends Stoppable>(starting: Promise<Part>): Promise<Part> {
    const part = await starting;
    this.#parts.push(part);
    return part;
  }

  async closeAll(): Promise<void> {
    for (let part = this.#parts.pop(); part; part = this.#parts.pop()) await part.stop();
  }
}
