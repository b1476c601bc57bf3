import type { Gate } from "../../dialplan/decision.js";
import { callRejected } from "../../dialplan/dial-status.js";
import {
  afterKey,
  entered,
  entriesAt,
  type KeypadEntry,
  type KeypadStep,
  silenceMs,
} from "../../dialplan/keypad-entry.js";
import type { Clock } from "../../model/clock.js";
import type { IncomingRequest, OutgoingResponse, SipDialog } from "../drachtio/sip-app.js";
import type { CallerSide } from "./caller-side.js";
import { keyIn } from "./keypad-info.js";

export interface AskedGatesOptions {
  readonly caller: Pick<CallerSide, "hearsPbx" | "answer" | "fail">;
  /** The PBX's answer to the caller's offer. */
  readonly session: string;
  readonly gates: readonly Gate[];
  readonly isRight: (gate: Gate, typed: string) => boolean;
  readonly clock: Pick<Clock, "after">;
  /** Everything that was asked was entered. */
  readonly onOpen: () => void;
  /** The caller was hung up. @param why in words, for the log; never what was typed */
  readonly onClosed: (status: number, why: string) => void;
  /** The caller has gone unasked. */
  readonly onGone: () => void;
  /** The caller has hung up a call that was answered here, now or later. */
  readonly onHungUp: () => void;
}

/**
 * What a route asks of a caller before a trunk is tried, one gate after the other (PBX-110): a PIN set before the call
 * is answered (PBX-105), a password after it (PBX-108). Who enters nothing right is hung up; no other route is tried.
 */
export class AskedGates {
  readonly #options: AskedGatesOptions;
  #asking: { readonly gate: Gate; readonly later: readonly Gate[]; entry: KeypadEntry } | undefined;
  #isOver = false;
  /** Of a caller who was answered here. */
  #dialog: SipDialog | undefined;
  #stopTimer: () => void = () => undefined;

  constructor(options: AskedGatesOptions) {
    this.#options = options;
  }

  start(): void {
    this.#ask(this.#options.gates);
  }

  /** The caller has pressed a key. */
  key(key: string): void {
    if (this.#asking) this.#goOn(afterKey(this.#asking.entry, key, this.#isRight));
  }

  /** Ends the call from the inside. */
  hangUp(): void {
    this.#close({ status: 480, cause: 20 }, "the PBX ended it");
  }

  cancelled(): void {
    if (this.#stop()) this.#options.onGone();
  }

  #ask([gate, ...later]: readonly Gate[]): void {
    const { caller, session } = this.#options;
    if (gate === undefined) {
      if (this.#stop()) this.#options.onOpen();
      return;
    }
    const begin = (): void => {
      this.#asking = { gate, later, entry: { typed: "", left: entriesAt[gate.kind] } };
      this.#listen();
    };
    if (gate.kind === "pin-set") {
      caller.hearsPbx(session);
      begin();
      return;
    }
    caller.answer(session, (dialog) => {
      if (this.#isOver) dialog?.destroy({}, () => undefined);
      else if (dialog === undefined) this.cancelled();
      else {
        dialog.on("destroy", () => this.#options.onHungUp());
        dialog.on("info", this.#onInfo);
        this.#dialog = dialog;
        begin();
      }
    });
  }

  #listen(): void {
    this.#stopTimer();
    this.#stopTimer = this.#options.clock.after(silenceMs, () => {
      if (this.#asking) this.#goOn(entered(this.#asking.entry, this.#isRight));
    });
  }

  readonly #onInfo = (request: IncomingRequest, response: OutgoingResponse): void => {
    const key = keyIn(request.get("Content-Type"), request.body);
    response.send(key === undefined ? 415 : 200);
    if (key !== undefined) this.key(key);
  };

  readonly #isRight = (typed: string): boolean =>
    this.#asking !== undefined && this.#options.isRight(this.#asking.gate, typed);

  #goOn(step: KeypadStep): void {
    const asking = this.#asking;
    if (!asking) return;
    if ("entry" in step) {
      asking.entry = step.entry;
      this.#listen();
      return;
    }
    this.#stopTimer();
    this.#asking = undefined;
    if (step.end === "right") this.#ask(asking.later);
    else this.#close(callRejected, `nothing right was entered in ${entriesAt[asking.gate.kind]} entries`);
  }

  #close(told: { readonly status: number; readonly cause: number }, why: string): void {
    if (!this.#stop()) return;
    this.#options.caller.fail(told);
    this.#options.onClosed(told.status, why);
  }

  /** @returns false where it was over before */
  #stop(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    this.#asking = undefined;
    this.#stopTimer();
    // From here on the keys are heard by who is called next.
    this.#dialog?.removeListener("info", this.#onInfo);
    return true;
  }
}
