import { auditSetup } from "../../audit/audit-setup.js";
import type { Finding, LockoutView, PutMappings } from "../../model/control/control-api.js";
import type { Mac } from "../../model/mac.js";
import { isOrphanServedFallback } from "../hotdesk/config-file.js";
import type { Credentials } from "../hotdesk/credentials.js";
import type { LoginRequest, LoginStep } from "../hotdesk/login.js";
import type { LogoutOutcome } from "../hotdesk/logout-outcome.js";
import { afterRefusal } from "../hotdesk/logout-placeholder.js";
import { type Device, inUse } from "../hotdesk/mapping.js";
import type { Refusal } from "../hotdesk/refusal.js";
import type { RuleContext } from "../hotdesk/rule-context.js";
import { lostRight } from "../hotdesk/user-rights.js";
import { adminMappings, type MappingRefusal } from "./admin-mappings.js";
import { AutoLogout } from "./auto-logout.js";
import { DeskAddresses } from "./desk-addresses.js";
import type { HotDeskModuleOptions } from "./hot-desk-module-options.js";
import { Lockouts } from "./lockouts.js";
import { Logins } from "./logins.js";
import { refuseLogoutPin } from "./logout-pin.js";
import { Logouts } from "./logouts.js";
import { MappingLedger } from "./mapping-ledger.js";
import type { ModuleParts } from "./module-parts.js";
import type { ModuleState } from "./module-state.js";
import { PendingSwitches } from "./pending-switches.js";
import { PhoneNotifier } from "./phone-notifier.js";
import { RecentLogins } from "./recent-logins.js";
import { StateSaver } from "./state-saver.js";

/**
 * The hot-desk module at work: who is logged in where. The rules decide; here are state and time, and what changes is
 * reported. Before a phone or an admin is answered, `settled` is awaited, so that nothing acknowledged is lost.
 */
export class HotDeskModule {
  readonly #options: HotDeskModuleOptions;
  readonly #ledger: MappingLedger;
  readonly #saver: StateSaver;
  readonly #lockouts: Lockouts;
  readonly #switches = new PendingSwitches();
  readonly #recent: RecentLogins;
  readonly #logins: Logins;
  readonly #logouts: Logouts;
  readonly #autoLogout: AutoLogout;
  readonly #addresses = new DeskAddresses();
  readonly #phones: PhoneNotifier;
  readonly #lastExtensions: Map<string, string>;

  constructor(options: HotDeskModuleOptions) {
    const { restore, clock, store, calls, onEvent } = options;
    this.#options = options;
    const note = (text: string): void => this.#note(text);
    const policies = () => options.setup.current.policies;
    this.#saver = new StateSaver(
      store,
      () => this.#state(),
      (error) => note(`the state of the module could not be saved: ${String(error)}`),
    );
    const onChanged = (): void => this.#saver.changed();
    this.#ledger = new MappingLedger({ devices: restore?.devices ?? [], onEvent, onChanged });
    this.#lockouts = new Lockouts(clock, policies().pinLockout, restore?.wrongPins ?? [], onChanged);
    this.#lastExtensions = new Map(Object.entries(restore?.lastExtensions ?? {}));
    this.#phones = new PhoneNotifier({ calls, ledger: this.#ledger, settled: () => this.settled(), note });
    const shared = { ledger: this.#ledger, calls, phones: this.#phones, note };
    const parts: ModuleParts = { ...shared, context: () => this.#context() };
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
      policy: () => policies().autoLogout,
      inUse: () => this.#ledger.withUsers().map(({ mac }) => mac),
      inCall: (mac) => calls.callOf(mac) !== "none",
      logOut: (mac, why) => this.#logouts.automatic(mac, why),
    });
    const dependents = [
      this.#recent,
      this.#switches,
      this.#logouts,
      this.#autoLogout,
      this.#addresses,
      this.#phones,
    ];
    this.#ledger.notify(...dependents);
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
    this.touch(request.mac);
    return this.#logins.next(request);
  }

  /** Key Logout. @param model of the phone @param pin asked for under policy logout-confirm: pin */
  logout(mac: Mac, model: string, { pin = "" }: { readonly pin?: string } = {}): LogoutOutcome {
    this.touch(mac);
    const refusal = refuseLogoutPin(mac, pin, this.#context(), this.#lockouts);
    return refusal ? { kind: "refused", refusal } : this.#logouts.byUser(mac, model);
  }

  /** An admin logs a phone out; the phone is notified (policy admin-logout). */
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

  /**
   * To be called when the setup has changed or the backend has started: logs users out who are gone or may not any
   * more.
   */
  setupChanged(): void {
    const { userRemoved, hotdeskDisabledInUse } = this.#options.setup.current.policies;
    for (const device of this.#ledger.withUsers()) {
      const { mac } = device;
      const why = lostRight(this.#options.setup.current, inUse(device)?.extension ?? "");
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

  /** Nothing is known of any phone or user any more. The phones are not notified. */
  reset(): void {
    this.#ledger.write(this.#ledger.all().map(({ mac }) => ({ kind: "forget", mac })));
    this.#lockouts.clear();
    this.#lastExtensions.clear();
    this.#saver.changed();
  }

  /** What the login form may be filled with (policy remember-extension). */
  lastExtension(mac: Mac): string | undefined {
    const remembered = this.#options.setup.current.policies.rememberExtension === "yes";
    return remembered ? this.#lastExtensions.get(mac) : undefined;
  }

  /**
   * Somebody uses the phone. Of phones that have no mapping nothing is kept: a request of any can be forged.
   * @param address IPv4 address that it was seen at
   */
  touch(mac: Mac, address?: string): void {
    if (!this.#ledger.get(mac)) return;
    if (address !== undefined) this.#addresses.seen(mac, address);
    this.#autoLogout.touch(mac);
  }

  /** The phone has its file, or knows that it will not get it. @param asked what was known of it when it asked */
  fetched(mac: Mac, asked: Device | undefined): void {
    this.#switches.fetched(mac, asked);
  }

  /** The phone was given the file that goes with `device`: an orphan that got the fallback is none any more. */
  served(mac: Mac, device: Device | undefined): void {
    if (this.#ledger.get(mac) !== device) return;
    if (isOrphanServedFallback(this.#options.setup.current, device)) {
      this.#ledger.write([{ kind: "forget", mac }]);
    }
  }

  /** What the audit says of setup and mappings as they are now. */
  findings(): readonly Finding[] {
    const { seams, setup, profiles } = this.#options;
    return seams.findings(auditSetup(setup.written, profiles, this.#ledger.all()));
  }

  /** Resolves when everything done so far would outlive a power cut. @throws what the state store throws */
  settled(): Promise<void> {
    return this.#saver.settled();
  }

  /** Nothing happens by time any more. */
  stop(): void {
    this.#autoLogout.stop();
  }

  /** The PBX says that a phone has registered. @param address that it did so from */
  registered(mac: Mac, extension: string, address: string): void {
    if (this.#ledger.get(mac)) this.#addresses.seen(mac, address);
    this.#recent.arrived(mac, extension);
    const known = this.#switches.registered(mac, extension);
    if (known && this.#options.setup.current.policies.switchFailed === "roll-back" && this.#isFree(known)) {
      this.#note(`${mac}: is ${extension} again`);
      this.#ledger.restore(known);
    }
    this.#logouts.callMayHaveEnded(mac);
    this.#phones.registered(mac, extension);
  }

  /** The PBX has refused a phone's registration, and said so in the log. */
  refused(mac: Mac, extension: string): void {
    const change = afterRefusal(this.#ledger.get(mac), extension, this.#context());
    if (!change) return;
    this.#ledger.write([change]);
    this.#phones.notify(mac, false);
  }

  callStarted(mac: Mac): void {
    this.touch(mac);
  }

  callEnded(mac: Mac): void {
    this.touch(mac);
    this.#logouts.callMayHaveEnded(mac);
    this.#phones.callEnded(mac);
  }

  #context(): RuleContext {
    const { setup, seams, calls } = this.#options;
    return {
      setup: setup.current,
      mappings: this.#ledger,
      facts: calls,
      seams,
      addressOf: (mac) => this.#addressOf(mac),
    };
  }

  #addressOf(mac: Mac): string | undefined {
    const address = this.#addresses.of(mac);
    if (address === undefined)
      this.#note(`${mac}: its address is not known, so neither is the desk's location`);
    return address;
  }

  #note(text: string): void {
    this.#options.onEvent({ type: "backend-note", text });
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
