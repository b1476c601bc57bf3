import type { Clock } from "../model/clock.js";
import { DeskfleetError } from "../model/errors.js";
import type { Random } from "../model/random.js";
import {
  type DatagramFaults,
  datagramFate,
  type FlowFault,
  type Impairment,
} from "../sip/transport/impairment.js";

const sound: DatagramFaults = { loss: 0, delayMs: 0, reorder: 0, duplicate: 0 };

/** The network at one desk, made worse and better while its phone runs. */
export class PhoneNetwork implements Impairment {
  readonly copies: Impairment["copies"];
  readonly after: Clock["after"];
  readonly #flows = new Set<(fault: FlowFault) => Promise<void>>();
  #faults = sound;

  constructor(clock: Clock, random: Random) {
    this.after = (delayMs, action) => clock.after(delayMs, action);
    this.copies = datagramFate(random, () => this.#faults);
  }

  /** From now on, in place of what was before. */
  set faults(faults: Partial<DatagramFaults>) {
    this.#faults = { ...sound, ...faults };
  }

  onFlowFault(suffer: (fault: FlowFault) => Promise<void>): () => void {
    this.#flows.add(suffer);
    return () => this.#flows.delete(suffer);
  }

  /**
   * Happens to what the phone has open now. Resolves when it has happened.
   * @throws DeskfleetError DF_CAPABILITY (as a rejection) where nothing is open that could suffer it
   */
  async strike(fault: FlowFault): Promise<void> {
    if (this.#flows.size === 0) {
      throw new DeskfleetError(
        "DF_CAPABILITY",
        `${fault}: the phone has no flow to the PBX that could suffer it`,
      );
    }
    for (const suffer of this.#flows) await suffer(fault);
  }
}
