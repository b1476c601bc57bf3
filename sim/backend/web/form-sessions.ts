import { randomUUID } from "node:crypto";
import type { Clock } from "../../model/clock.js";
import type { Mac } from "../../model/mac.js";

interface Flow<State> {
  readonly mac: Mac;
  readonly state: State;
  readonly usedMs: number;
}

/** A user who types slowly keeps the phone's screen open without the server hearing of it. */
const screenTimeouts = 4;
const shortestLifetimeMs = 30_000;

/**
 * A request of any phone can be forged: a client that opens forms for thousands of phones ends those least recently
 * used.
 */
const mostSessions = 10_000;

/**
 * Dialogs between phones and an app that take several requests: one a phone, known by an id that only that phone
 * received. Opening a new one ends the phone's former one.
 */
export class FormSessions<State> {
  readonly #clock: Clock;
  readonly #screenTimeoutSeconds: () => number;
  /** In the order in which they were last used. */
  readonly #flows = new Map<string, Flow<State>>();
  readonly #byMac = new Map<Mac, string>();

  /** @param screenTimeoutSeconds policy screen-timeout, as it is now */
  constructor(clock: Clock, screenTimeoutSeconds: () => number) {
    this.#clock = clock;
    this.#screenTimeoutSeconds = screenTimeoutSeconds;
  }

  open(mac: Mac, state: State): string {
    this.#dropExpired();
    const former = this.#byMac.get(mac);
    if (former !== undefined) this.close(former);
    const [oldest] = this.#flows.keys();
    if (this.#flows.size >= mostSessions && oldest !== undefined) this.close(oldest);
    const id = randomUUID();
    this.#flows.set(id, { mac, state, usedMs: this.#clock.now() });
    this.#byMac.set(mac, id);
    return id;
  }

  /** @returns undefined where the flow is over, or is another phone's. */
  find(id: string, mac: Mac): State | undefined {
    this.#dropExpired();
    const flow = this.#flows.get(id);
    return flow?.mac === mac ? flow.state : undefined;
  }

  update(id: string, state: State): void {
    const flow = this.#flows.get(id);
    if (!flow) return;
    this.#flows.delete(id);
    this.#flows.set(id, { ...flow, state, usedMs: this.#clock.now() });
  }

  close(id: string): void {
    const flow = this.#flows.get(id);
    if (!flow) return;
    this.#flows.delete(id);
    this.#byMac.delete(flow.mac);
  }

  #dropExpired(): void {
    const lifetimeMs = Math.max(shortestLifetimeMs, screenTimeouts * this.#screenTimeoutSeconds() * 1000);
    const oldest = this.#clock.now() - lifetimeMs;
    for (const [id, { usedMs }] of this.#flows) {
      if (usedMs > oldest) return;
      this.close(id);
    }
  }
}
