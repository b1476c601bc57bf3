import { emergencyNumberIn } from "../../dialplan/emergency-number.js";
import type { Setup } from "../../model/setup/setup.js";
import type { TranscriptEvent } from "../../transcript/event.js";
import type { PlacedStep } from "../file/scenario-file.js";
import type { Invariant } from "./invariant.js";
import { SilentPsap } from "./silent-psap.js";

type Told<Type extends TranscriptEvent["type"]> = Extract<TranscriptEvent, { type: Type }>;

interface AnsweredCall {
  readonly number: string;
  /** Of its INVITE; undefined: the phone did not tell. */
  readonly callId: string | undefined;
}

/**
 * INV-4: an emergency call that a phone saw answered has reached the PSAP, once. A 200 alone is no proof: the PBX answers
 * too, to say that it takes the call no further (PBX-84). A call and its record at the PSAP are one by the Call-ID of the
 * phone's INVITE. Where a backend does not tell that, calls are counted, and one that is doubled hides one that is missing.
 */
export class DeliveredCalls implements Invariant {
  readonly #setup: () => Setup;
  readonly #silent: SilentPsap;
  /** Answered emergency calls by phone and call, as long as the PSAP has not taken them. */
  readonly #undelivered = new Map<string, AnsweredCall>();
  /** Call-ID → how often the PSAP took it. */
  readonly #taken = new Map<string, number>();
  /** Calls without a Call-ID that the PSAP has taken, and no phone has seen answered yet. */
  #takenByNobody = 0;

  /** @param steps of the scenario: what it says of the PSAP */
  constructor(setup: () => Setup, steps: readonly PlacedStep[]) {
    this.#setup = setup;
    this.#silent = new SilentPsap(steps);
  }

  add(event: TranscriptEvent): void {
    this.#silent.add(event);
    if (event.type === "psap" && event.farEnd === "psap" && event.state === "answered") this.#took(event);
    if (event.type !== "call" || event.direction !== "outgoing" || event.state !== "answered") return;
    if (emergencyNumberIn(event.number, this.#setup()) !== undefined) this.#answered(event);
  }

  breaches(): readonly string[] {
    const missing = [...this.#undelivered]
      .filter(([call]) => !this.#silent.speaksOf(call))
      .map(([call, { number }]) => `${call}: the phone saw ${number} answered, and no call reached the PSAP`);
    const doubled = [...this.#taken.values()]
      .filter((times) => times > 1)
      .map((times) => `one call reached the PSAP ${times} times`);
    return [...missing, ...doubled];
  }

  #took({ callId }: Told<"psap">): void {
    if (callId !== undefined) this.#taken.set(callId, (this.#taken.get(callId) ?? 0) + 1);
    // Over a stream the PSAP's word may come after the phone's.
    const waiting = [...this.#undelivered].find(([, call]) => callId === undefined || call.callId === callId);
    if (waiting !== undefined) this.#undelivered.delete(waiting[0]);
    else if (callId === undefined) this.#takenByNobody++;
  }

  #answered({ phone = "", call, number, callId }: TranscriptEvent & Told<"call">): void {
    if (callId !== undefined && this.#taken.has(callId)) return;
    if (this.#takenByNobody > 0) this.#takenByNobody--;
    else this.#undelivered.set(`${phone} ${call}`, { number, callId });
  }
}
