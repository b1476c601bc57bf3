import { DeskfleetError } from "../model/errors.js";
import type { HandsetState } from "../transcript/handset-state.js";
import type { Recorder } from "../transcript/recorder.js";
import { nextState, type PowerInput } from "./power.js";
import type { DeskConfig } from "./provisioning/desk-config.js";
import type { DeskMemory } from "./provisioning/desk-memory.js";
import type { Display } from "./screen/display.js";
import { idleScreen } from "./screen/idle-screen.js";

/** The state of the phone as a whole; every change is recorded and shown on the idle screen. */
export class PhoneState {
  readonly #recorder: Recorder;
  readonly #display: Display;
  readonly #memory: DeskMemory;
  #current: HandsetState = "OFF";
  #why = "";

  constructor(recorder: Recorder, display: Display, memory: DeskMemory) {
    this.#recorder = recorder;
    this.#display = display;
    this.#memory = memory;
  }

  get current(): HandsetState {
    return this.#current;
  }

  /** The configuration in force; undefined while the phone is off, starts or is stranded. */
  get config(): DeskConfig | undefined {
    const inForce = this.#current === "BLANK" || this.#current === "READY" || this.#current === "SWITCH";
    return inForce ? this.#memory.stored?.config : undefined;
  }

  /** @param reason in words; a stranded phone shows it */
  enter(input: PowerInput, reason: string): void {
    const next = nextState(this.#current, input);
    if (!next) throw new DeskfleetError("DF_INTERNAL", `${input} cannot come in state ${this.#current}`);
    const isNews = next !== this.#current || input === "reboot";
    if (!isNews && reason === this.#why) return;
    this.#current = next;
    this.#why = reason;
    if (isNews) this.#recorder.record({ type: "state", state: next, reason });
    if (next !== "OFF") this.#display.idle(idleScreen(next, this.config, reason));
  }

  /** The configuration that was fetched or stored is in force: READY with an account, else BLANK. */
  settle(reason: string): void {
    this.enter(this.#memory.stored?.config.account ? "account" : "no-account", reason);
  }
}
