import type { Clock } from "../model/clock.js";
import { DeskfleetError } from "../model/errors.js";
import type { Profile } from "../model/profile.js";
import type { Random } from "../model/random.js";
import type { HandsetState } from "../transcript/handset-view.js";
import type { Recorder } from "../transcript/recorder.js";
import { pause, strandedRetrySeconds } from "./boot.js";
import { type DeskIdentity, resolveIdentity, sameIdentity } from "./desk-identity.js";
import type { CallsPort, SipIdentity } from "./ports.js";
import { nextState, type PowerInput } from "./power.js";
import type { DeskConfig } from "./provisioning/desk-config.js";
import type { Candidate, DeskMemory } from "./provisioning/desk-memory.js";
import type { FetchedConfig } from "./provisioning/fetch-config.js";
import { messageScreen } from "./screen/app-screen.js";
import type { Display } from "./screen/display.js";
import { idleScreen } from "./screen/idle-screen.js";
import { unable } from "./unable.js";

export interface LifecycleParts {
  readonly profile: Profile;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly random: Random;
  /** How many times faster than the real phone it starts. */
  readonly hardwareSpeed: number;
  /** False: no network gives a configuration server, so asking again is of no use. */
  readonly hasConfigServer: boolean;
  readonly memory: DeskMemory;
  readonly identity: DeskIdentity;
  readonly calls: Pick<CallsPort, "active">;
  readonly display: Display;
  fetch(signal: AbortSignal): Promise<FetchedConfig>;
  /** Gives up what a phone app is asking for. */
  cancelApps(): void;
  readonly sipUserAgent: string;
}

/** What waits for the end of a call or of another change. A reboot fetches too, so it stands for both. */
interface Postponed {
  readonly what: "provision" | "reboot";
  readonly reason: string;
}

/** Power, start-up, reboot and change of configuration of one handset: one thing at a time, in the states of `power.ts`. */
export class Lifecycle {
  readonly #parts: LifecycleParts;
  #state: HandsetState = "OFF";
  /** One start-up and what follows it; aborted by a power cut or a reboot. */
  #run = new AbortController();
  #postponed: Postponed | undefined;
  #whenIdle: (() => void) | undefined;

  constructor(parts: LifecycleParts) {
    this.#parts = parts;
  }

  get state(): HandsetState {
    return this.#state;
  }

  /** The configuration in force; undefined while the phone is off, starts or is stranded. */
  get config(): DeskConfig | undefined {
    const inForce = this.#state === "BLANK" || this.#state === "READY" || this.#state === "SWITCH";
    return inForce ? this.#parts.memory.stored?.config : undefined;
  }

  /** @throws DeskfleetError DF_DESK_UNABLE where it is on */
  powerOn(): void {
    if (this.#state !== "OFF") throw unable("power on", "the phone is on already");
    this.#parts.recorder.record({ type: "power", on: true });
    this.#start("power-on", "power", "power on", this.#parts.profile.bootSeconds);
  }

  /** @throws DeskfleetError DF_DESK_UNABLE where it is off */
  async powerOff(): Promise<void> {
    if (this.#state === "OFF") throw unable("power off", "the phone is off already");
    this.#parts.recorder.record({ type: "power", on: false });
    this.#run.abort();
    this.#postponed = undefined;
    this.#darken();
    this.#enter("power-cut", "power cut");
    await this.#parts.identity.drop();
  }

  /** Stops everything without a word on the wire or in the transcript. */
  async stop(): Promise<void> {
    this.#run.abort();
    this.#darken();
    await this.#parts.identity.drop();
  }

  /** The configuration is to be fetched again; in a call, after it (T19). A phone that starts fetches anyway. */
  provision(reason: string): void {
    this.#request({ what: "provision", reason });
  }

  /** In a call it waits for its end, where the profile says so. */
  reboot(reason: string): void {
    this.#request({ what: "reboot", reason });
  }

  /** Nothing is un-registered (T18). */
  factoryReset(): void {
    this.#parts.recorder.record({ type: "factory-reset" });
    this.#parts.memory.forget();
    this.#start("reboot", "reboot", "factory reset", this.#parts.profile.rebootSeconds);
  }

  /** The last call is over. */
  callsIdle(): void {
    this.#whenIdle?.();
    this.#runPostponed();
  }

  #request(wanted: Postponed): void {
    const { state } = this;
    if (state !== "BLANK" && state !== "READY" && state !== "SWITCH") return;
    const inCall = this.#parts.calls.active > 0;
    const despiteCall = wanted.what === "reboot" && this.#parts.profile.rebootInCall === "now";
    if (state === "SWITCH" || (inCall && !despiteCall)) {
      if (this.#postponed?.what !== "reboot") this.#postponed = wanted;
      if (inCall) this.#note(`${wanted.what} waits for the end of the call (${wanted.reason})`);
      return;
    }
    this.#begin(wanted);
  }

  #runPostponed(): void {
    const wanted = this.#postponed;
    if (!wanted || this.#parts.calls.active > 0 || this.#state === "SWITCH") return;
    this.#postponed = undefined;
    this.#begin(wanted);
  }

  #begin({ what, reason }: Postponed): void {
    if (what === "provision") this.#own(this.#switch(reason, this.#run.signal));
    else this.#own(this.#rebootNow(reason));
  }

  async #rebootNow(reason: string): Promise<void> {
    const { identity, profile } = this.#parts;
    const { signal } = this.#run;
    if (profile.unregisterOnReboot) await identity.leave();
    if (signal.aborted) return;
    this.#start("reboot", "reboot", reason, profile.rebootSeconds);
  }

  #start(input: PowerInput, cause: "power" | "reboot", reason: string, seconds: number): void {
    const { recorder, identity } = this.#parts;
    this.#run.abort();
    const run = new AbortController();
    this.#run = run;
    this.#postponed = undefined;
    recorder.record({ type: "boot", cause, reason });
    this.#darken();
    this.#enter(input, reason);
    this.#own(identity.drop().then(() => this.#boot(seconds, reason, run.signal)));
  }

  async #boot(seconds: number, reason: string, signal: AbortSignal): Promise<void> {
    const { clock, random, memory, hardwareSpeed, hasConfigServer } = this.#parts;
    const wait = (real: number): Promise<void> => pause(clock, (real * 1000) / hardwareSpeed, signal);
    await wait(seconds);
    for (let failures = 0; !signal.aborted; failures++) {
      const loaded = await this.#load(signal);
      if (signal.aborted) return;
      if (loaded) return this.#beginWork(loaded, reason, signal);
      this.#enter("nothing", memory.stored ? "the account cannot be used" : "no configuration");
      if (!hasConfigServer) return;
      await wait(strandedRetrySeconds(failures, random));
    }
  }

  /** What the phone starts with: the fetched file, else the stored configuration. */
  async #load(
    signal: AbortSignal,
  ): Promise<{ config: DeskConfig; identity: SipIdentity | undefined } | undefined> {
    const { memory } = this.#parts;
    const fresh = await this.#candidate(signal);
    if (signal.aborted) return undefined;
    if (typeof fresh !== "string") {
      memory.keep(fresh.candidate);
      return { config: fresh.candidate.config, identity: fresh.identity };
    }
    if (!memory.stored) return undefined;
    const identity = await this.#identityOf(memory.stored.config);
    return typeof identity === "string" ? undefined : { config: memory.stored.config, identity };
  }

  /** A new configuration on a running phone: fetch, un-register, apply, register; or keep what there is (T16). */
  async #switch(reason: string, signal: AbortSignal): Promise<void> {
    const { identity: desk, memory, display } = this.#parts;
    this.#enter("provision", reason);
    const fresh = await this.#candidate(signal);
    if (signal.aborted) return;
    if (typeof fresh === "string") {
      this.#enter(this.config?.account ? "account" : "no-account", "the last configuration is kept");
      display.show(messageScreen("Provisioning failed", fresh));
    } else {
      const { candidate, identity } = fresh;
      const changes = !sameIdentity(desk.current, identity);
      if (changes) {
        await this.#untilIdle(signal);
        if (!signal.aborted) await desk.leave();
        await this.#untilIdle(signal);
      }
      if (changes && identity && !signal.aborted) await desk.prepare(identity);
      if (signal.aborted) return;
      memory.keep(candidate);
      this.#enter(candidate.config.account ? "account" : "no-account", reason);
      if (changes) await desk.take(identity);
    }
    if (!signal.aborted) this.#runPostponed();
  }

  /** @returns in words, why nothing usable was fetched, after it was recorded */
  async #candidate(
    signal: AbortSignal,
  ): Promise<{ candidate: Candidate; identity: SipIdentity | undefined } | string> {
    const { memory } = this.#parts;
    const fetched = await this.#parts.fetch(signal);
    if (signal.aborted) return "given up";
    const candidate = fetched.ok ? memory.candidate(fetched) : undefined;
    const identity = candidate ? await this.#identityOf(candidate.config) : undefined;
    if (signal.aborted) return "given up";
    if (candidate && typeof identity !== "string") return { candidate, identity };
    const reason = fetched.ok ? String(identity) : fetched.reason;
    memory.refuse(fetched.file, reason);
    return reason;
  }

  async #identityOf(config: DeskConfig): Promise<SipIdentity | undefined | string> {
    return config.account && resolveIdentity(config.account, this.#parts.sipUserAgent);
  }

  /** The start-up is over. The transport is open before the phone says that it is ready. */
  async #beginWork(
    { config, identity }: { config: DeskConfig; identity: SipIdentity | undefined },
    reason: string,
    signal: AbortSignal,
  ): Promise<void> {
    if (identity) await this.#parts.identity.prepare(identity);
    if (signal.aborted) return;
    this.#enter(config.account ? "account" : "no-account", reason);
    await this.#parts.identity.take(identity);
  }

  /** A call that began meanwhile goes on to its natural end, registered as before as far as it can be (EH-22). */
  async #untilIdle(signal: AbortSignal): Promise<void> {
    if (this.#parts.calls.active === 0 || signal.aborted) return;
    await new Promise<void>((resolve) => {
      this.#whenIdle = resolve;
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    this.#whenIdle = undefined;
  }

  #enter(input: PowerInput, reason: string): void {
    const next = nextState(this.#state, input);
    if (!next) throw new DeskfleetError("DF_INTERNAL", `${input} cannot come in state ${this.#state}`);
    if (next === this.#state && input !== "reboot") return;
    this.#state = next;
    this.#parts.recorder.record({ type: "state", state: next, reason });
    if (next !== "OFF") this.#parts.display.idle(idleScreen(next, this.config));
  }

  #darken(): void {
    this.#parts.cancelApps();
    this.#parts.display.dark();
  }

  /** What runs in the background has nobody to throw to: a bug is told in the transcript. */
  #own(work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.#note(`internal error: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  #note(text: string): void {
    this.#parts.recorder.record({ type: "note", text });
  }
}
