import type { TimerWheel } from "../../sip/timer-wheel.js";
import type { ClientInput } from "../../sip/transaction/client-input.js";
import { type RunningClient, startClient } from "../../sip/transaction/running-client.js";
import type { TransactionSettings } from "../../sip/transaction/transition.js";

/** What an open REGISTER runs on, and who does what becomes due. */
interface OpenRegisterParts {
  readonly wheel: TimerWheel;
  readonly settings: TransactionSettings;
  /** Sends it again, byte by byte. */
  readonly onCopy: () => void;
  /** Timer F: no answer came. */
  readonly onTimeout: () => void;
}

/**
 * The one REGISTER that may be open (RFC 3261 §10.2): a non-INVITE client transaction (§17.1.2) that is closed by its
 * final answer. Timer K is not waited for, as late copies of the answer fail the branch test.
 */
export class OpenRegister {
  readonly branch: string;
  readonly #parts: OpenRegisterParts;
  readonly #transaction: RunningClient;

  /** The first copy is sent by who makes it. */
  constructor(branch: string, parts: OpenRegisterParts) {
    const { wheel, settings } = parts;
    this.branch = branch;
    this.#parts = parts;
    const onTimer = (input: ClientInput): void => this.#take(input);
    [this.#transaction] = startClient("REGISTER", { wheel, settings, onTimer });
  }

  /** A 1xx: copies every T2 from the next one on. */
  proceeding(): void {
    this.#take({ kind: "provisional" });
  }

  close(): void {
    this.#transaction.end();
  }

  #take(input: ClientInput): void {
    for (const { kind } of this.#transaction.take(input)) {
      if (kind === "send") this.#parts.onCopy();
      if (kind === "timeout") this.#parts.onTimeout();
    }
  }
}
