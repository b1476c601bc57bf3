import { type TrunkState, trunkFailures } from "../model/control/trunk-states.js";
import { trunkHeader } from "../model/trunk-header.js";

/** How the far end answers an INVITE that it does not take. */
export type TrunkRefusal = { readonly status: number; readonly headers: Readonly<Record<string, string>> };

/** What a laboratory has done to the trunks; those that it has left alone are up. */
export class TrunkStates {
  readonly #states = new Map<string, TrunkState>();

  of(trunk: string): TrunkState {
    return this.#states.get(trunk) ?? "up";
  }

  set(trunk: string, state: TrunkState): void {
    if (state === "up") this.#states.delete(trunk);
    else this.#states.set(trunk, state);
  }

  /** Those that are not up. */
  get changed(): readonly { readonly trunk: string; readonly state: TrunkState }[] {
    return [...this.#states].map(([trunk, state]) => ({ trunk, state }));
  }

  /** All are up again. */
  reset(): void {
    this.#states.clear();
  }

  /** @returns undefined where calls by that trunk are taken */
  refusal(trunk: string): TrunkRefusal | undefined {
    const state = this.of(trunk);
    if (typeof state === "number") return { status: state, headers: {} };
    // Silent and down are states in which nothing is answered.
    if (state !== "busy" && state !== "full") return undefined;
    const { status, reason } = trunkFailures[state];
    return { status, headers: reason === undefined ? {} : { Reason: reason } };
  }

  /** What gets lost of the sound of a call by that trunk, as the far end sees it. */
  losesSound(trunk: string): "received" | "sent" | undefined {
    const state = this.of(trunk);
    if (state === "deaf") return "received";
    return state === "mute" ? "sent" : undefined;
  }

  /** Whether a datagram never gets to the far end: what is not heard there was not received there. */
  loses(datagram: Buffer): boolean {
    if (this.#states.size === 0) return false;
    const trunk = invite.exec(datagram.toString("utf8"))?.[1];
    if (trunk === undefined) return false;
    const state = this.of(trunk);
    return state === "silent" || state === "down";
  }
}

const invite = new RegExp(`^INVITE [\\s\\S]*?\\r\\n${trunkHeader}[ \\t]*:[ \\t]*(.*?)[ \\t]*\\r\\n`, "i");
