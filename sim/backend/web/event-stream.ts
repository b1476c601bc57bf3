import type { Response } from "express";
import type { BackendEvent } from "../../model/control/backend-event.js";

/** A reader that lets this many bytes pile up is cut off, rather than growing the backend's memory. */
const maxBacklogBytes = 4_000_000;

/** Media type of the stream: one JSON object a line. */
export const eventsType = "application/x-ndjson";

/**
 * `GET /events`: everything that happens in the backend, one JSON object a line, to every reader. Who comes later is
 * told first what there is, as if it happened then.
 */
export class EventStream {
  readonly #readers = new Set<Response>();
  readonly #present: () => readonly BackendEvent[];

  /** @param present what there is that a reader has missed */
  constructor(present: () => readonly BackendEvent[]) {
    this.#present = present;
  }

  /** Keeps the response open and writes to it until the client leaves. */
  attach(response: Response): void {
    response.type(eventsType);
    this.#readers.add(response);
    response.on("close", () => this.#readers.delete(response));
    write(response, { type: "backend-note", text: "connected" });
    for (const event of this.#present()) write(response, event);
  }

  /** No reader hears anything any more. */
  end(): void {
    for (const response of this.#readers) response.end();
    this.#readers.clear();
  }

  publish(event: BackendEvent): void {
    for (const response of this.#readers) write(response, event);
  }
}

function write(response: Response, event: BackendEvent): void {
  if (response.writableLength > maxBacklogBytes) response.destroy();
  else response.write(`${JSON.stringify(event)}\n`);
}
