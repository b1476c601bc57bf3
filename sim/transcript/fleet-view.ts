import { mayHaveReached } from "./call-view.js";
import type { TranscriptEvent } from "./event.js";
import { HandsetDirectory } from "./handset-directory.js";
import { type HandsetView, newHandsetView, reduceHandset } from "./handset-view.js";
import { printableEvent } from "./printable.js";

/** All handsets of a run as they are now, kept up from the transcript and fit to be shown. */
export class FleetView {
  readonly #views = new Map<string, HandsetView>();
  /** By scenario: names are unique in one only. */
  readonly #directories = new Map<string, HandsetDirectory>();
  #version = 0;

  /** Takes one more event; cheap enough to be called for every one. */
  apply(recorded: TranscriptEvent): void {
    const event = printableEvent(recorded);
    if (event.phone !== undefined) {
      this.#directory(event).learn(event);
      this.#change(event.phone, event);
    } else if (event.type === "backend-note") {
      for (const name of this.#directory(event).namedIn(event.text)) this.#change(name, event);
    } else if (event.type === "psap") {
      const name = this.#callerOf(event);
      if (name !== undefined) this.#change(name, event);
    }
  }

  /** Forgets the handsets of a scenario that is over. */
  forget(scenario: string): void {
    for (const [key, view] of this.#views) {
      if (view.scenario === scenario) this.#views.delete(key);
    }
    this.#directories.delete(scenario);
    this.#version++;
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  /** In the order in which the handsets first appeared. */
  handsets(): readonly HandsetView[] {
    return [...this.#views.values()];
  }

  /** @param key see `handsetKey` */
  handset(key: string): HandsetView | undefined {
    return this.#views.get(key);
  }

  #change(name: string, event: TranscriptEvent): void {
    const key = handsetKey(event.scenario, name);
    const known = this.#views.get(key) ?? newHandsetView(name, event.scenario);
    const next = reduceHandset(known, event);
    if (next === known) return;
    this.#views.set(key, next);
    this.#version++;
  }

  #directory({ scenario = "" }: TranscriptEvent): HandsetDirectory {
    const known = this.#directories.get(scenario);
    if (known) return known;
    const directory = new HandsetDirectory();
    this.#directories.set(scenario, directory);
    return directory;
  }

  /**
   * Whose call a far end took. Of several desks that call the same number at once it is one of the place that the PSAP
   * was told; of those, nobody can say which, and each of their calls is told in its turn.
   */
  #callerOf(event: Extract<TranscriptEvent, { type: "psap" }>): string | undefined {
    if (event.state !== "answered") return undefined;
    const callers = this.handsets().filter(
      ({ scenario, calls }) => scenario === event.scenario && mayHaveReached(calls, event),
    );
    return (callers.find(({ location }) => location === event.location) ?? callers[0])?.name;
  }
}

/** Names a handset across scenarios that run side by side. */
export function handsetKey(scenario: string | undefined, phone: string): string {
  return `${scenario ?? ""}/${phone}`;
}
