import type { HandsetView } from "../transcript/handset-view.js";
import type { CallsPort } from "./ports.js";

/** What changes of the phone have to wait for: a call goes on to its natural end (EH-21, EH-22). */
export class CallWatch {
  readonly #calls: Pick<CallsPort, "active" | "leave">;
  readonly #seen: () => HandsetView["calls"];
  readonly #isEmergency: (number: string) => boolean;
  #whenIdle: (() => void) | undefined;

  /** @param seen the calls as the phone shows them */
  constructor(
    calls: Pick<CallsPort, "active" | "leave">,
    seen: () => HandsetView["calls"],
    isEmergency: (number: string) => boolean,
  ) {
    this.#calls = calls;
    this.#seen = seen;
    this.#isEmergency = isEmergency;
  }

  get inCall(): boolean {
    return this.#calls.active > 0;
  }

  get inEmergencyCall(): boolean {
    return (
      this.inCall &&
      this.#seen().some(
        ({ number, direction, state }) =>
          direction === "outgoing" && isUp.has(state) && this.#isEmergency(number),
      )
    );
  }

  /** Hangs up every call; none begins any more. Resolves when all are over on the wire. */
  leave(): Promise<void> {
    return this.#calls.leave();
  }

  /** Resolves at once without a call, else at the end of the last one or at the abort. */
  async untilIdle(signal: AbortSignal): Promise<void> {
    if (!this.inCall || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        signal.removeEventListener("abort", done);
        this.#whenIdle = undefined;
        resolve();
      };
      this.#whenIdle = done;
      signal.addEventListener("abort", done, { once: true });
    });
  }

  /** The last call is over. */
  callsIdle(): void {
    this.#whenIdle?.();
  }
}

const isUp: ReadonlySet<HandsetView["calls"][number]["state"]> = new Set(["dialling", "ringing", "answered"]);
