import type { Clock } from "../../model/clock.js";
import type { Finding, LockoutView, PutMappings } from "../../model/control-api.js";
import type { Mac } from "../../model/identity.js";
import type { Profiles } from "../../model/profile.js";
import type { Setup } from "../../model/setup.js";
import type { BackendEvent } from "../../transcript/event.js";
import { auditSetup } from "../hotdesk/audit/audit-setup.js";
import type { Credentials } from "../hotdesk/credentials.js";
import { effectiveHotdesk, userOfExtension } from "../hotdesk/effective-settings.js";
import type { LoginRequest, LoginStep } from "../hotdesk/login.js";
import type { LogoutOutcome } from "../hotdesk/logout.js";
import { type Device, inUse } from "../hotdesk/mapping.js";
import type { Refusal } from "../hotdesk/refusal.js";
import type { RuleContext } from "../hotdesk/rule-context.js";
import type { Seams } from "../hotdesk/seams.js";
import { adminMappings, type MappingRefusal } from "./admin-mappings.js";
import { AutoLogout } from "./auto-logout.js";
import type { DeskCalls } from "./desk-calls.js";
import { Lockouts } from "./lockouts.js";
import { Logins } from "./logins.js";
import { refuseLogoutPin } from "./logout-pin.js";
import { Logouts } from "./logouts.js";
import { MappingLedger } from "./mapping-ledger.js";
import type { ModuleParts } from "./module-parts.js";
import type { ModuleState } from "./module-state.js";
import { RecentLogins } from "./recent-logins.js";
import { StateSaver } from "./state-saver.js";
import type { StateStore } from "./state-store.js";
import { Switches } from "./switches.js";

export interface DesksOptions {
  readonly setup: {
    /** As the rules see it. */
    readonly current: Setup;
    /** As the admin wrote it. */
    readonly written: Setup;
  };
  readonly profiles: Profiles;
  readonly seams: Seams;
  /** The module's own, which can be moved. */
  readonly clock: Clock;
  readonly calls: DeskCalls;
  readonly store: StateStore;
  /** What `store` had when the backend started. */
  readonly restore?: ModuleState | undefined;
  readonly onEvent: (event: BackendEvent) => void;
}

/** What a phone sends along with a request to log out. */
export interface LogoutRequest {
  /** Asked for under policy logout-confirm: pin. */
  readonly pin?: string;
  /** IPv4 address that the phone asks from. */
  readonly address?: string;
}

/**
 * The hot-desk module at work: who is logged in where. The rules decide; here are state and time, and what changes is
 * told. Whoever answers a phone or an admin awaits `settled` first, so that nothing acknowledged is lost.
 */
export class Desks {
  readonly #options: DesksOptions;
  readonly #ledger: MappingLedger;
  readonly #saver: StateSaver;
  readonly #lockouts: Lockouts;
  readonly #switches = new Switches();
  readonly #recent: RecentLogins;
  readonly #logins: Logins;
  readonly #logouts: Logouts;
  readonly #autoLogout: AutoLogout;
  readonly #addresses = new Map<Mac, string>();
  readonly #lastExtensions: Map<string, string>;

  constructor(options: DesksOptions) {
    const { restore, clock, store, calls, onEvent } = options;
    this.#options = options;
    const note = (text: string): void => onEvent({ type: "backend-note", text });
    this.#saver = new StateSaver(
      store,
      () => this.#state(),
      (error) => note(`the state of the module could not be saved: ${String(error)}`),
    );
    const onChanged = (): void => this.#saver.changed();
    this.#ledger = new MappingLedger({ devices: restore?.devices ?? [], onEvent, onChanged });
    this.#lockouts = new Lockouts(clock, restore?.wrongPins ?? [], onChanged);
    this.#lastExtensions = new Map(Object.entries(restore?.lastExtensions ?? {}));
    const parts: ModuleParts = { ledger: this.#ledger, calls, context: () => this.#context(), note };
    this.#recent = new RecentLogins(clock);
    this.#logouts = new Logouts(parts, restore?.afterCall ?? [], onChanged);
    this.#logins = new Logins(parts, {
      lockouts: this.#lockouts,
      recent: this.#recent,
      switches: this.#switches,
      onLogin: (mac, extension) => this.#remember(mac, extension),
    });
    this.#autoLogout = new AutoLogout({
      clock,
      policy: () => options.setup.current.policies.autoLogout,
      inUse: () => this.#ledger.withUsers().map(({ mac }) => mac),
      logOut: (mac, why) => this.#logouts.automatic(mac, why),
    });
    this.#ledger.tell(this.#recent, this.#switches, this.#logouts, this.#autoLogout);
  }

  get(mac: Mac): Device | undefined {
    return this.#ledger.get(mac);
  }

  all(): readonly Device[] {
    return this.#ledger.all();
  }

  /** @returns why the form is refused, or undefined where extension and PIN are good. */
  refuseCredentials(mac: Mac, credentials: Credentials): Refusal | undefined {
    return this.#logins.refuseCredentials(mac, credentials);
  }

  /** One step further in a login whose credentials were good. */
  login(request: LoginRequest): LoginStep {
    this.touch(request.mac, request.address);
    return this.#logins.next(request);
  }

  /** Key Logout. @param model of the phone */
  logout(mac: Mac, model: string, { pin = "", address }: LogoutRequest = {}): LogoutOutcome {
    this.touch(mac, address);
    const refusal = refuseLogoutPin(mac, pin, this.#context(), this.#lockouts);
    return refusal ? { kind: "refused", refusal } : this.#logouts.byUser(mac, model);
  }

  /** An admin logs a phone out; the phone is told (policy admin-logout). */
  adminLogout(mac: Mac): LogoutOutcome {
    return this.#logouts.byAdmin(mac);
  }

  /** An admin enters mappings; the phones notice nothing until they fetch. @returns why none was taken */
  put(mappings: PutMappings): MappingRefusal | undefined {
    const changes = adminMappings(mappings, this.#context());
    if ("error" in changes) return changes;
    this.#ledger.write(changes);
    return undefined;
  }

  /**
   * An admin deletes a mapping; the phone notices nothing (T13), unless policy mapping-deleted-in-use says otherwise.
   * @returns false where there is none
   */
  remove(mac: Mac): boolean {
    if (!this.#ledger.get(mac)?.mapping) return false;
    this.#ledger.write([{ kind: "delete", mac }]);
    if (this.#options.setup.current.policies.mappingDeletedInUse === "logout-now" && this.#hasUser(mac)) {
      this.#logouts.automatic(mac, "mapping deleted in use");
    }
    return true;
  }

  /** To be called when the setup has changed: logs users out who are gone or may not any more. */
  setupChanged(): void {
    const { userRemoved, hotdeskDisabledInUse } = this.#options.setup.current.policies;
    for (const { mac } of this.#ledger.withUsers()) {
      const why = this.#notAllowed(mac);
      if (why === "removed" && userRemoved === "logout") this.#logouts.automatic(mac, "user removed");
      if (why === "disabled" && hotdeskDisabledInUse === "logout") {
        this.#logouts.automatic(mac, "hot desking disabled");
      }
    }
    this.#autoLogout.reschedule();
  }

  lockouts(): LockoutView[] {
    return this.#lockouts.views();
  }

  endLockouts(): void {
    this.#lockouts.clear();
  }

  /** What the login form may be filled with (policy remember-extension). */
  lastExtension(mac: Mac): string | undefined {
    const remembered = this.#options.setup.current.policies.rememberExtension === "yes";
    return remembered ? this.#lastExtensions.get(mac) : undefined;
  }

  /** Somebody uses the phone. @param address IPv4 address that it was seen at */
  touch(mac: Mac, address?: string): void {
    if (address !== undefined) this.#addresses.set(mac, address.replace(/^::ffff:/, ""));
    this.#autoLogout.touch(mac);
  }

  /** What the audit says of the setup as it is now. */
  findings(): readonly Finding[] {
    return this.#options.seams.findings(auditSetup(this.#options.setup.written, this.#options.profiles));
  }

  /** Resolves when everything done so far would outlive a power cut. @throws what the state store throws */
  settled(): Promise<void> {
    return this.#saver.settled();
  }

  /** Nothing happens by time any more. */
  stop(): void {
    this.#autoLogout.stop();
  }

  /** The PBX says that a phone has registered. */
  registered(mac: Mac, extension: string): void {
    this.#recent.arrived(mac, extension);
    const known = this.#switches.registered(mac, extension);
    if (known && this.#options.setup.current.policies.switchFailed === "roll-back" && this.#isFree(known)) {
      this.#options.onEvent({ type: "backend-note", text: `${mac}: is ${extension} again` });
      this.#ledger.restore(known);
    }
    this.#logouts.callMayHaveEnded(mac);
  }

  /** The PBX has refused a phone's registration. @param status of the answer */
  refused(mac: Mac, extension: string, status: number): void {
    this.#options.onEvent({
      type: "backend-note",
      text: `${mac}: may not register as ${extension}, ${status}`,
    });
  }

  callStarted(mac: Mac): void {
    this.touch(mac);
  }

  callEnded(mac: Mac): void {
    this.touch(mac);
    this.#logouts.callMayHaveEnded(mac);
  }

  #context(): RuleContext {
    const { setup, seams, calls } = this.#options;
    return {
      setup: setup.current,
      mappings: this.#ledger,
      facts: calls,
      seams,
      addressOf: (mac) => this.#addresses.get(mac),
    };
  }

  #remember(mac: Mac, extension: string): void {
    const remembered = this.#options.setup.current.policies.rememberExtension === "yes";
    if (remembered) this.#lastExtensions.set(mac, extension);
    else if (!this.#lastExtensions.delete(mac)) return;
    this.#saver.changed();
  }

  #hasUser(mac: Mac): boolean {
    return inUse(this.#ledger.get(mac))?.role === "user";
  }

  #notAllowed(mac: Mac): "removed" | "disabled" | undefined {
    const setup = this.#options.setup.current;
    const extension = inUse(this.#ledger.get(mac))?.extension ?? "";
    if (!Object.hasOwn(setup.extensions, extension) || !userOfExtension(setup, extension)) return "removed";
    return effectiveHotdesk(setup, extension).enabled ? undefined : "disabled";
  }

  /** The user of a mapping that comes back may be logged in on another phone by now. */
  #isFree(device: Device): boolean {
    const used = inUse(device);
    if (used?.role !== "user" || this.#options.setup.current.policies.secondLogin === "both") return true;
    return this.#ledger.holdersOf(used.extension).every(({ mac }) => mac === device.mac);
  }

  #state(): ModuleState {
    return {
      version: 1,
      devices: this.#ledger.all(),
      wrongPins: this.#lockouts.state(),
      lastExtensions: Object.fromEntries(this.#lastExtensions),
      afterCall: this.#logouts.waiting(),
    };
  }
}
