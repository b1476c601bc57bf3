import type { OutcomeName } from "../model/load/threshold.js";
import type { EventBody, RegistrationState } from "../transcript/event.js";

/**
 * What a load run remembers of one desk: its registration, its refreshes, the times it was without a contact.
 * Fed by the handset's own events.
 */
export class DeskRecord {
  readonly name: string;
  readonly model: string;
  readonly mac: string;
  readonly extension: string;
  /** Planned moment of its start; undefined until then. */
  plannedMs: number | undefined;
  state: RegistrationState = "unregistered";
  status = 0;
  reason = "";
  firstRegisteredMs: number | undefined;
  refreshes = 0;
  longestGapMs = 0;
  #provisioned = false;
  /** It asked for its configuration, whatever came of it. */
  #hasAsked = false;
  /** When the contact at the registrar runs out, or was taken away. */
  #boundUntilMs: number | undefined;

  constructor(desk: { name: string; model: string; mac: string; extension: string }) {
    this.name = desk.name;
    this.model = desk.model;
    this.mac = desk.mac;
    this.extension = desk.extension;
  }

  /** Takes an event of this desk. @returns true where a registration or a refusal ended an attempt */
  take(event: EventBody, nowMs: number): boolean {
    if (event.type === "config") {
      this.#provisioned = event.outcome === "applied" && event.extension !== undefined;
      this.#hasAsked = true;
      if (!this.#provisioned) this.reason = event.message ?? "its configuration holds no account";
      return false;
    }
    if (event.type !== "registration") return false;
    const wasRegistered = this.state === "registered";
    this.state = event.state;
    this.status = event.status ?? 0;
    this.reason = event.reason ?? "";
    if (event.state === "registered") {
      this.#closeGap(nowMs);
      if (this.firstRegisteredMs === undefined) this.firstRegisteredMs = nowMs;
      // After a loss it is a recovery: the hold asks for contacts that stayed.
      else if (wasRegistered) this.refreshes++;
      this.#boundUntilMs = nowMs + (event.expiresSeconds ?? 0) * 1000;
      return true;
    }
    const lost = event.state === "refused" || event.state === "rejected" || event.state === "unregistered";
    if (lost && this.#boundUntilMs !== undefined) this.#boundUntilMs = Math.min(this.#boundUntilMs, nowMs);
    return event.state !== "registering";
  }

  /** Counts a gap that is still open, at the end of the run. */
  end(nowMs: number): void {
    this.#closeGap(nowMs);
  }

  get outcome(): OutcomeName {
    switch (this.state) {
      case "registered":
        return "registered";
      case "refused":
        return "refused";
      case "rejected":
        return "rejected";
      default:
        return this.#provisioned ? "failed" : "unprovisioned";
    }
  }

  /** Whether the desk has done what the plan asks: refreshed often enough, or ended as refused or rejected. */
  isDone(refreshes: number): boolean {
    if (this.state === "refused" || this.state === "rejected") return true;
    return this.firstRegisteredMs !== undefined && this.refreshes >= refreshes;
  }

  /** Whether the desk cannot do what the plan asks, however long it is given. */
  get isFailing(): boolean {
    return this.state === "failing" || (this.#hasAsked && this.outcome === "unprovisioned");
  }

  #closeGap(nowMs: number): void {
    if (this.#boundUntilMs !== undefined && nowMs > this.#boundUntilMs) {
      this.longestGapMs = Math.max(this.longestGapMs, nowMs - this.#boundUntilMs);
    }
  }
}
