import type { TranscriptEvent } from "./event.js";
import { type HandsetView, newHandsetView, reduceHandset } from "./handset-view.js";

/** All handsets of a run as they are now, kept up from the transcript. */
export class FleetView {
  readonly #views = new Map<string, HandsetView>();
  #version = 0;

  /** Takes one more event; cheap enough to be called for every one. */
  apply(event: TranscriptEvent): void {
    if (event.phone === undefined) return;
    const key = handsetKey(event.scenario, event.phone);
    const known = this.#views.get(key) ?? newHandsetView(event.phone, event.scenario);
    const next = reduceHandset(known, event);
    if (next === known) return;
    this.#views.set(key, next);
    this.#version++;
  }

  /** Forgets the handsets of a scenario that is over. */
  forget(scenario: string): void {
    for (const [key, view] of this.#views) {
      if (view.scenario === scenario) this.#views.delete(key);
    }
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
}

/** Names a handset across scenarios that run side by side. */
export function handsetKey(scenario: string | undefined, phone: string): string {
  return `${scenario ?? ""}/${phone}`;
}
