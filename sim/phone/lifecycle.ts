import type { Profile } from "../model/profile/profile.js";
import type { PhoneBehaviour } from "../model/setup/policies.js";
import type { HandsetEvent } from "../transcript/event.js";
import type { HandsetState } from "../transcript/handset-state.js";
import type { Recorder } from "../transcript/recorder.js";
import type { ActiveAccount } from "./active-account.js";
import type { CallWatch } from "./call-watch.js";
import type { Firmware } from "./firmware.js";
import type { PhoneState } from "./phone-state.js";
import type { PowerInput } from "./power.js";
import type { DeskConfig } from "./provisioning/desk-config.js";
import type { DeskMemory } from "./provisioning/desk-memory.js";
import type { Display } from "./screen/display.js";
import type { StartUp } from "./start-up.js";
import type { SwitchOver } from "./switch-over.js";
import { unable } from "./unable.js";

export interface LifecycleParts {
  readonly profile: Profile;
  readonly recorder: Recorder;
  readonly behaviour: Pick<PhoneBehaviour, "rebootInCall" | "switchFailed">;
  readonly firmware: Firmware;
  readonly state: PhoneState;
  readonly memory: DeskMemory;
  readonly identity: ActiveAccount;
  readonly calls: CallWatch;
  readonly display: Display;
  readonly startUp: StartUp;
  readonly switchOver: SwitchOver;
  /** Gives up what a phone app is asking for. */
  cancelApps(): void;
}

type Boot = Extract<HandsetEvent, { type: "boot" }>;

/** What is wanted of the phone and may have to wait for the end of a call, or of another change. */
interface Wanted {
  /** From the weakest: a reboot fetches too, and a factory reset starts anew. */
  readonly what: "provision" | "reboot" | "factory-reset";
  readonly reason: string;
  readonly askedBy: Boot["askedBy"];
  /** The login app asked for it: a failure leads back to the former state (policy `switch-failed`). */
  readonly isLogin: boolean;
}

const strength = ["provision", "reboot", "factory-reset"] as const;

/** Power, start-up, reboot and change of configuration of one handset: one thing at a time, in the states of `power.ts`. */
export class Lifecycle {
  readonly #parts: LifecycleParts;
  /** One start-up and what follows it; aborted by a power cut or a reboot. */
  #run = new AbortController();
  #postponed: Wanted | undefined;
  /** A change is going on; it may outlast the state SWITCH, when a former contact is still to be taken away. */
  #isSwitching = false;
  #isLeaving = false;

  constructor(parts: LifecycleParts) {
    this.#parts = parts;
  }

  get state(): HandsetState {
    return this.#parts.state.current;
  }

  /** The configuration in force; undefined while the phone is off, starts or is stranded. */
  get config(): DeskConfig | undefined {
    return this.#parts.state.config;
  }

  /** @throws DeskfleetError DF_DESK_UNABLE where it is on */
  powerOn(): void {
    if (this.state !== "OFF") throw unable("power on", "the phone is on already");
    if (this.#isLeaving) throw unable("power on", "the phone is being taken away");
    this.#parts.recorder.record({ type: "power", on: true });
    const { bootSeconds } = this.#parts.profile;
    this.#start("power-on", { cause: "power", reason: "power on", askedBy: "hand" }, bootSeconds);
  }

  /** @throws DeskfleetError DF_DESK_UNABLE where it is off */
  async powerOff(): Promise<void> {
    if (this.state === "OFF") throw unable("power off", "the phone is off already");
    this.#parts.recorder.record({ type: "power", on: false });
    this.#run.abort();
    this.#postponed = undefined;
    this.#darken();
    this.#parts.state.enter("power-cut", "power cut");
    await this.#parts.firmware.powerCut(this.#parts.identity);
  }

  /**
   * The phone is about to be taken away: it hangs up and unregisters, and begins nothing new. Resolves when every BYE
   * and REGISTER is answered or timed out (64·T1).
   */
  async leave(): Promise<void> {
    this.#isLeaving = true;
    if (this.state === "OFF") return;
    const { calls, identity, cancelApps } = this.#parts;
    this.#run.abort();
    this.#postponed = undefined;
    cancelApps();
    await Promise.all([calls.leave(), identity.leave()]);
  }

  /** Stops everything without a word on the wire or in the transcript. */
  async stop(): Promise<void> {
    this.#run.abort();
    this.#darken();
    await this.#parts.identity.dispose();
  }

  /**
   * A phone app has the configuration fetched again: in a call, after it (T19), and a phone that starts does so anyway.
   * Or the phone rebooted: in a call where the policy says so after it, in an emergency call always (EH-21).
   * @param isLogin the login app asked for it
   */
  byApp(what: "provision" | "reboot", isLogin: boolean): void {
    this.#request({ what, reason: "an app asked for it", askedBy: "app", isLogin });
  }

  /** The PBX has the same done (phones.md §8). */
  byCheckSync(what: "provision" | "reboot"): void {
    this.#request({ what, reason: "check-sync", askedBy: "pbx", isLogin: false });
  }

  /** The phone forgets its configuration and starts like a new one (T18); it waits for calls as a reboot does. */
  factoryReset(): void {
    this.#request({ what: "factory-reset", reason: "factory reset", askedBy: "hand", isLogin: false });
  }

  /** The last call is over. */
  callsIdle(): void {
    this.#parts.calls.callsIdle();
    this.#runPostponed();
  }

  #request(wanted: Wanted): void {
    const { state } = this;
    if (this.#isLeaving) return;
    const isAtWork = state === "BLANK" || state === "READY" || state === "SWITCH";
    // Whatever a phone does that starts, a hand can reset it; everything else it does anyway.
    if (!isAtWork && wanted.what !== "factory-reset") return;
    if (this.#waitsForCall(wanted)) this.#postponeForCall(wanted);
    else if (this.#isBusy && wanted.what !== "factory-reset") this.#postpone(wanted);
    else this.#begin(wanted);
  }

  #waitsForCall({ what }: Wanted): boolean {
    const { calls, behaviour } = this.#parts;
    if (!calls.inCall) return false;
    return what === "provision" || behaviour.rebootInCall === "postpone" || calls.inEmergencyCall;
  }

  #postponeForCall(wanted: Wanted): void {
    this.#postpone(wanted);
    this.#note(`${wanted.what} waits for the end of the call (${wanted.reason})`);
  }

  /** The stronger of two wishes stands for both. */
  #postpone(wanted: Wanted): void {
    const before = this.#postponed;
    const isStronger = !before || strength.indexOf(wanted.what) >= strength.indexOf(before.what);
    const kept = isStronger ? wanted : before;
    this.#postponed = { ...kept, isLogin: wanted.isLogin || before?.isLogin === true };
  }

  #runPostponed(): void {
    const wanted = this.#postponed;
    if (!wanted || this.#waitsForCall(wanted) || this.#isBusy) return;
    this.#postponed = undefined;
    this.#begin(wanted);
  }

  #begin(wanted: Wanted): void {
    const { what, reason } = wanted;
    // What is done now fetches the file of a login that waits for its turn, too.
    const isLogin = wanted.isLogin || this.#postponed?.isLogin === true;
    if (isLogin && this.#rollsBack) this.#parts.memory.beginTrial();
    switch (what) {
      case "provision":
        this.#own(this.#switch(reason, this.#run.signal));
        break;
      case "reboot":
        this.#own(this.#rebootNow(wanted));
        break;
      case "factory-reset":
        this.#resetNow(wanted);
    }
  }

  get #rollsBack(): boolean {
    return this.#parts.behaviour.switchFailed === "roll-back";
  }

  get #isBusy(): boolean {
    return this.#isSwitching || this.state === "SWITCH";
  }

  async #switch(reason: string, signal: AbortSignal): Promise<void> {
    const { state, switchOver, memory } = this.#parts;
    this.#isSwitching = true;
    try {
      await switchOver.run(reason, signal);
    } finally {
      if (!signal.aborted) {
        this.#isSwitching = false;
        if (this.state === "SWITCH") {
          memory.endTrial();
          state.settle("the change broke down");
        }
        this.#runPostponed();
      }
    }
  }

  async #rebootNow(wanted: Wanted): Promise<void> {
    const { identity, profile } = this.#parts;
    const { signal } = this.#run;
    if (profile.unregisterOnReboot) await identity.unregister();
    if (signal.aborted) return;
    if (this.#waitsForCall(wanted)) {
      identity.stay();
      this.#postponeForCall(wanted);
      return;
    }
    this.#restart(wanted);
  }

  #resetNow(wanted: Wanted): void {
    this.#parts.firmware.reset(this.#parts.memory);
    this.#restart(wanted);
  }

  #restart({ reason, askedBy }: Wanted): void {
    this.#start("reboot", { cause: "reboot", reason, askedBy }, this.#parts.profile.rebootSeconds);
  }

  #start(input: PowerInput, boot: Omit<Boot, "type">, seconds: number): void {
    const { recorder, identity, state, startUp } = this.#parts;
    this.#run.abort();
    const run = new AbortController();
    this.#run = run;
    this.#postponed = undefined;
    this.#isSwitching = false;
    recorder.record({ type: "boot", ...boot });
    this.#darken();
    state.enter(input, boot.reason);
    this.#own(this.#boot(identity.drop(), () => startUp.run(seconds, boot.reason, run.signal), run.signal));
  }

  async #boot(dropped: Promise<void>, startUp: () => Promise<void>, signal: AbortSignal): Promise<void> {
    await dropped;
    await startUp();
    if (!signal.aborted) this.#runPostponed();
  }

  #darken(): void {
    this.#parts.cancelApps();
    this.#parts.display.dark();
  }

  /** What runs in the background has no caller to throw to: a bug is recorded in the transcript. */
  #own(work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.#note(`internal error: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  #note(text: string): void {
    this.#parts.recorder.record({ type: "note", text });
  }
}
