import type { TranscriptEvent } from "../../transcript/event.js";
import { FleetView } from "../../transcript/fleet-view.js";
import type { HandsetView } from "../../transcript/handset-view.js";
import type { Invariant } from "./invariant.js";

/**
 * INV-3: a phone that shows itself registered has a contact at the PBX. One that was thrown out silently does not know
 * it (PBX-65): a scenario that is about that names the phone.
 */
export class ShownRegistrations implements Invariant {
  readonly #mistaken: ReadonlySet<string>;
  readonly #fleet = new FleetView();
  /** MAC and extension of each contact. */
  readonly #bound = new Set<string>();

  /** @param mistaken phones that are wrong on purpose when the steps have passed */
  constructor(mistaken: ReadonlySet<string>) {
    this.#mistaken = mistaken;
  }

  add(event: TranscriptEvent): void {
    this.#fleet.apply(event);
    if (event.type === "contact") {
      const key = `${event.mac} ${event.extension}`;
      if (event.bound) this.#bound.add(key);
      else this.#bound.delete(key);
    }
    // What it has kept, it tells when it is back.
    if (event.type === "outage" && event.of === "backend" && event.on) this.#bound.clear();
  }

  breaches(): readonly string[] {
    return this.#fleet.handsets().flatMap((view) => this.#judge(view));
  }

  #judge({ name, state, registration, extension, mac }: HandsetView): string[] {
    // One that starts, or changes its account, is not asked: it will have to say so in a moment.
    const isWrong =
      state === "READY" && registration === "registered" && !this.#bound.has(`${mac} ${extension ?? ""}`);
    const isExpected = this.#mistaken.has(name);
    if (isWrong === isExpected) return [];
    return isWrong
      ? [`${name} shows that it is registered as ${extension ?? "nobody"}, and the PBX has no contact of it`]
      : [`${name} should think wrongly that it is registered, and does not`];
  }
}
