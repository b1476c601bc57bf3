import type { CallState } from "../../../../sim/backend/hotdesk/desk-facts.js";
import type { LoginStep } from "../../../../sim/backend/hotdesk/login.js";
import { intact, type Seams } from "../../../../sim/backend/hotdesk/seams.js";
import type { DeskCalls } from "../../../../sim/backend/module/desk-calls.js";
import { HotDeskModule } from "../../../../sim/backend/module/hot-desk-module.js";
import { ModuleClock } from "../../../../sim/backend/module/module-clock.js";
import type { ModuleState } from "../../../../sim/backend/module/module-state.js";
import { memoryStateStore, type StateStore } from "../../../../sim/backend/module/state-store.js";
import type { BackendEvent } from "../../../../sim/model/control/backend-event.js";
import type { Mac } from "../../../../sim/model/mac.js";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import type { Setup } from "../../../../sim/model/setup/setup.js";
import { mac, profiles, sampleSetup } from "../sample-setup.js";

/** PINs of the sample setup. */
export const pins: Readonly<Record<string, string>> = {
  "1001": "71428501",
  "1007": "57203907",
  "1008": "94617208",
  "1009": "38562909",
};

export const desk = mac("001fc1000001");
export const other = mac("001fc1000002");

/** A PBX that says what it is told to say, and writes down what it is asked to do. */
class ScriptedPbx implements DeskCalls {
  readonly calls = new Map<Mac, CallState>();
  readonly contacts = new Map<string, Mac[]>();
  readonly done: string[] = [];
  /** Whether it has contacts to tell phones by. */
  reachable = true;

  callOf(phone: Mac): CallState {
    return this.calls.get(phone) ?? "none";
  }

  hangUp(phone: Mac): void {
    this.done.push(`hang up ${phone}`);
    if (this.callOf(phone) === "call") this.calls.delete(phone);
  }

  contactsOf(extension: string) {
    return (this.contacts.get(extension) ?? []).map((phone) => ({ mac: phone }));
  }

  evict(extension: string, except: readonly Mac[]): void {
    this.done.push(`evict ${extension}`);
    const kept = (this.contacts.get(extension) ?? []).filter((phone) => except.includes(phone));
    this.contacts.set(extension, kept);
  }

  notifyCheckSync(phone: Mac, reboot: boolean): Promise<boolean> {
    if (!this.reachable) return Promise.resolve(false);
    this.done.push(`${reboot ? "reboot" : "resync"} ${phone}`);
    return Promise.resolve(true);
  }
}

export interface DeskRigOptions {
  readonly setup?: Setup;
  readonly seams?: Partial<Seams>;
  readonly store?: StateStore;
  readonly restore?: ModuleState | undefined;
  readonly base?: ManualClock;
}

/** The module at work on a scripted PBX and a clock that stands still. */
export class DeskRig {
  readonly pbx = new ScriptedPbx();
  readonly base: ManualClock;
  readonly clock: ModuleClock;
  readonly events: BackendEvent[] = [];
  readonly store: StateStore;
  readonly desks: HotDeskModule;
  #setup: Setup;

  constructor(options: DeskRigOptions = {}) {
    this.#setup = options.setup ?? sampleSetup();
    this.base = options.base ?? new ManualClock();
    this.clock = new ModuleClock(this.base);
    this.store = options.store ?? memoryStateStore();
    const read = () => this.#setup;
    this.desks = new HotDeskModule({
      setup: {
        get current() {
          return read();
        },
        get written() {
          return read();
        },
      },
      profiles,
      seams: { ...intact, ...options.seams },
      clock: this.clock,
      calls: this.pbx,
      store: this.store,
      restore: options.restore,
      onEvent: (event) => this.events.push(event),
    });
  }

  /** As the login app does it. @returns the reason of the refusal, or what came next */
  login(extension: string, at = desk, pin = pins[extension] ?? "", picks: object = {}): string {
    const refusal = this.desks.refuseCredentials(at, { extension, pin });
    if (refusal) return refusal.reason;
    const template = extension === "1001" ? { template: "EST Default" } : {};
    return nameOf(this.desks.login({ mac: at, model: "CIP250", extension, ...template, ...picks }));
  }

  /** Logs in, lets the phone register, and a second pass. */
  loggedIn(extension: string, at = desk): void {
    const end = this.login(extension, at);
    if (end !== "done") throw new Error(`not logged in: ${end}`);
    this.registered(at, extension);
    this.base.advance(1000);
  }

  /** The phone binds a contact, in the place of its former one. */
  registered(at: Mac, extension: string): void {
    for (const macs of this.pbx.contacts.values()) if (macs.includes(at)) macs.splice(macs.indexOf(at), 1);
    this.pbx.contacts.set(extension, [...(this.pbx.contacts.get(extension) ?? []), at]);
    this.refreshed(at, extension);
  }

  refreshed(at: Mac, extension: string, address = "127.10.0.9"): void {
    this.desks.registered(at, extension, address);
  }

  /** The phone gets the file that goes with its mapping. */
  fetched(at = desk): void {
    const device = this.desks.get(at);
    this.desks.fetched(at, device);
    this.desks.served(at, device);
  }

  /** What the PBX was asked to do, after whatever is on its way to phones. */
  async done(): Promise<string[]> {
    await this.desks.settled();
    await new Promise((resolve) => setImmediate(resolve));
    return this.pbx.done;
  }

  /** What the phone is registered as. */
  contactOf(at: Mac): string | undefined {
    return [...this.pbx.contacts].find(([, macs]) => macs.includes(at))?.[0];
  }

  /** What the phone is now; undefined: blank. */
  extensionOf(at = desk): string | undefined {
    const device = this.desks.get(at);
    return device?.mapping?.active ? device.mapping.extension : device?.orphan?.extension;
  }

  get setup(): Setup {
    return this.#setup;
  }

  submit(setup: Setup): void {
    this.#setup = setup;
    this.desks.setupChanged();
  }
}

function nameOf(step: LoginStep): string {
  return step.kind === "refused" ? step.refusal.reason : step.kind;
}
