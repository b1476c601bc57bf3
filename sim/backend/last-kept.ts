/** As many as there are kept of the calls at the far ends (`GET /far-end-calls`): a long run must not fill the memory. */
const kept = 1000;

/** The last 1,000 of something that the control API lists, in order. */
export class LastKept<Each> {
  #entries: Each[] = [];

  get all(): readonly Each[] {
    return this.#entries.slice(-kept);
  }

  add(entry: Each): void {
    this.#entries.push(entry);
    // Not at each one: a fleet makes thousands of them.
    if (this.#entries.length >= 2 * kept) this.#entries = this.#entries.slice(-kept);
  }

  forget(): void {
    this.#entries = [];
  }
}
