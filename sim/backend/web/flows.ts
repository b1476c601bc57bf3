import { randomUUID } from "node:crypto";
import type { Clock } from "../../model/clock.js";
import type { Mac } from "../../model/identity.js";

/** Longer than three screens of a phone at their timeout of 45 s each. */
const lifetimeMs = 180_000;

interface Flow<State> {
  readonly mac: Mac;
  readonly openedMs: number;
  state: State;
}

/**
 * Dialogs between phones and an app that take several requests: one a phone, known by an id that only that phone
 * was told. Opening a new one ends the phone's former one.
 */
export class Flows<State> {
  readonly #clock: Clock;
  /** In the order in which they were opened. */
  readonly #flows = new Map<string, Flow<State>>();
  readonly #byMac = new Map<Mac, string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  open(mac: Mac, state: State): string {
    this.#dropExpired();
    const former = this.#byMac.get(mac);
    if (former !== undefined) this.close(former);
    const id = randomUUID();
    this.#flows.set(id, { mac, openedMs: this.#clock.now(), state });
    this.#byMac.set(mac, id);
    return id;
  }

  /** Whether the flow is open and this phone's. */
  has(id: string, mac: Mac): boolean {
    this.#dropExpired();
    return this.#flows.get(id)?.mac === mac;
  }

  /** @returns undefined where the flow is over, or is another phone's. */
  find(id: string, mac: Mac): State | undefined {
    return this.has(id, mac) ? this.#flows.get(id)?.state : undefined;
  }

  update(id: string, state: State): void {
    const flow = this.#flows.get(id);
    if (flow) flow.state = state;
  }

  close(id: string): void {
    const flow = this.#flows.get(id);
    if (!flow) return;
    this.#flows.delete(id);
    this.#byMac.delete(flow.mac);
  }

  #dropExpired(): void {
    const oldest = this.#clock.now() - lifetimeMs;
    for (const [id, { openedMs }] of this.#flows) {
      if (openedMs > oldest) return;
      this.close(id);
    }
  }
}
