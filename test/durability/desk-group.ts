import type { MappingView } from "../../sim/model/control/control-api.js";
import type { Random } from "../../sim/model/random.js";
import { WalkingPhone } from "../unit/backend/web/phone-walk.js";

export const model = "CIP270";
export const placeholder = "9000";

/** Who is logged in where: phone → extension. A phone that never logged in is not in it. */
type Seats = ReadonlyMap<string, string>;

/** Some users that share some phones, logging in and out one after the other: raw HTTP, no SIP. */
export class DeskGroup {
  readonly #users: readonly string[];
  readonly #phones: readonly string[];
  readonly #random: Random;
  /** As the backend acknowledged it last. */
  #seats: Seats = new Map();
  /** What the request that is on its way leads to, if it arrives. */
  #coming: Seats | undefined;
  #acknowledged = 0;

  constructor(users: readonly string[], phones: readonly string[], random: Random) {
    this.#users = users;
    this.#phones = phones;
    this.#random = random;
  }

  /** Logins and logouts that were answered. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /**
   * Goes on until the backend is gone.
   * @param onAcknowledged called for each login and logout that was answered
   * @throws where the backend refuses or answers something else than it should
   */
  async workUntilGone(apps: string, gone: AbortSignal, onAcknowledged: () => void): Promise<void> {
    while (!gone.aborted) {
      try {
        await this.#logInOrOut(apps);
        onAcknowledged();
      } catch (error) {
        if (error instanceof UnexpectedAnswer || !gone.aborted) throw error;
      }
    }
  }

  /**
   * Compares what a restarted backend says with what was acknowledged, and goes on from there.
   * @returns what is wrong; undefined where nothing is
   */
  resume(mappings: readonly MappingView[]): string | undefined {
    const found = new Map<string, string>();
    for (const { mac, extension, active } of mappings) {
      if (this.#phones.includes(mac) && active && extension !== undefined) found.set(mac, extension);
    }
    const possible = [this.#seats, ...(this.#coming ? [this.#coming] : [])];
    if (!possible.some((seats) => shown(seats) === shown(found))) {
      return `expected ${possible.map(shown).join(" or ")}, found ${shown(found)}`;
    }
    this.#seats = found;
    this.#coming = undefined;
    return undefined;
  }

  async #logInOrOut(apps: string): Promise<void> {
    const phone = this.#pick(this.#phones);
    const user = this.#pick(this.#users);
    const seated = this.#seats.get(phone);
    const out = seated !== undefined && seated !== placeholder && this.#random.next() < 0.4;
    const walker = new WalkingPhone(model, phone);
    this.#coming = new Map(this.#seats);
    const coming = new Map(this.#seats);
    if (out) {
      coming.set(phone, placeholder);
      this.#coming = coming;
      expectExecute(await walker.get(`${apps}/logout`));
    } else {
      const form = await walker.get(`${apps}/login`);
      for (const [other, extension] of this.#seats) if (extension === user) coming.set(other, placeholder);
      coming.set(phone, user);
      this.#coming = coming;
      expectExecute(await walker.submit(form, user, pinOf(user)));
    }
    this.#seats = coming;
    this.#coming = undefined;
    this.#acknowledged += 1;
  }

  #pick<Item>(items: readonly Item[]): Item {
    const item = items[this.#random.integer(0, items.length - 1)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }
}

export function pinOf(user: string): string {
  return `77${user}`;
}

class UnexpectedAnswer extends Error {}

function expectExecute({ kind, status, text }: { kind: string; status: number; text: string }): void {
  if (kind !== "Execute") throw new UnexpectedAnswer(`answered with ${status} ${text}`);
}

function shown(seats: Seats): string {
  return [...seats]
    .sort(([left], [right]) => left.localeCompare(right))
    .map(([mac, extension]) => `${mac.slice(-4)}=${extension}`)
    .join(" ");
}
