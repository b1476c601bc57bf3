import type { Clock } from "../../model/clock.js";
import type { LockoutView } from "../../model/control/control-api.js";
import type { Mac } from "../../model/mac.js";
import type { Policies } from "../../model/setup/policies.js";
import type { WrongPins } from "./module-state.js";

type Policy = Policies["pinLockout"];
type Subject = Pick<WrongPins, "subject" | "by">;

/** Who tried a PIN, and whose. */
export interface PinAttempt {
  readonly mac: Mac;
  readonly extension: string;
}

/** What has run out is dropped once in a while. */
const sweepEveryMs = 60_000;

/**
 * Wrong PINs, and who is held for them (policy pin-lockout, PBX-132): so many within the window hold the extension, the
 * phone or both for a while. It keeps people from logging in; it never logs anybody out.
 */
export class Lockouts {
  readonly #clock: Clock;
  readonly #onChanged: () => void;
  readonly #wrong = new Map<string, WrongPins>();

  #sweptAtMs: number;

  /**
   * @param restored of an earlier run, whose clock may have been moved ahead: no lock-out lasts longer than `policy`
   *   says
   * @param onChanged hears of every change of what `state` says
   */
  constructor(clock: Clock, policy: Policy, restored: readonly WrongPins[], onChanged: () => void) {
    this.#clock = clock;
    this.#onChanged = onChanged;
    const nowMs = clock.wall();
    this.#sweptAtMs = nowMs;
    for (const each of restored) {
      const heldUntilMs = Math.min(each.heldUntilMs ?? 0, nowMs + policy.holdMs);
      const atMs = each.atMs.map((tried) => Math.min(tried, nowMs));
      this.#wrong.set(keyOf(each), { ...each, atMs, ...(heldUntilMs > 0 && { heldUntilMs }) });
    }
  }

  isHeld(policy: Policy, attempt: PinAttempt): boolean {
    return subjectsOf(policy, attempt).some((subject) => this.#leftMs(this.#wrong.get(keyOf(subject))) > 0);
  }

  /** @param known whether the extension exists: others are counted for the phone alone */
  wrong(policy: Policy, attempt: PinAttempt, known: boolean): void {
    const counted = subjectsOf(policy, attempt).filter(({ by }) => by === "phone" || known);
    if (counted.length === 0) return;
    const nowMs = this.#clock.wall();
    for (const subject of counted) {
      const earlier = this.#wrong.get(keyOf(subject))?.atMs ?? [];
      const atMs = [...earlier.filter((each) => each > nowMs - policy.windowMs), nowMs];
      const held = atMs.length >= policy.tries;
      this.#wrong.set(keyOf(subject), {
        ...subject,
        atMs: held ? [] : atMs,
        ...(held && { heldUntilMs: nowMs + policy.holdMs }),
      });
    }
    if (nowMs - this.#sweptAtMs >= sweepEveryMs) this.#sweep(policy, nowMs);
    this.#onChanged();
  }

  /** The right PIN ends the count of its extension; not the phone's, where others may be guessing. */
  right(extension: string): void {
    if (this.#wrong.delete(keyOf({ subject: extension, by: "extension" }))) this.#onChanged();
  }

  clear(): void {
    if (this.#wrong.size === 0) return;
    this.#wrong.clear();
    this.#onChanged();
  }

  views(): LockoutView[] {
    return [...this.#wrong.values()].flatMap((each) => {
      const secondsLeft = Math.ceil(this.#leftMs(each) / 1000);
      return secondsLeft > 0 ? [{ subject: each.subject, by: each.by, secondsLeft }] : [];
    });
  }

  state(): WrongPins[] {
    return [...this.#wrong.values()];
  }

  #leftMs(wrong: WrongPins | undefined): number {
    return Math.max(0, (wrong?.heldUntilMs ?? 0) - this.#clock.wall());
  }

  #sweep({ windowMs }: Policy, nowMs: number): void {
    this.#sweptAtMs = nowMs;
    for (const [key, each] of this.#wrong) {
      const counts = each.atMs.some((atMs) => atMs > nowMs - windowMs);
      if (!counts && this.#leftMs(each) === 0) this.#wrong.delete(key);
    }
  }
}

function keyOf({ subject, by }: Subject): string {
  return `${by} ${subject}`;
}

function subjectsOf({ by }: Policy, { mac, extension }: PinAttempt): Subject[] {
  const ofExtension: Subject = { subject: extension, by: "extension" };
  const ofPhone: Subject = { subject: mac, by: "phone" };
  switch (by) {
    case "extension":
      return [ofExtension];
    case "phone":
      return [ofPhone];
    case "both":
      return [ofExtension, ofPhone];
    case "off":
      return [];
  }
}
