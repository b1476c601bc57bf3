import type { Mac } from "../../model/mac.js";
import { isStandInPin } from "../../model/setup/stand-in-pin.js";
import { type Credentials, refuseCredentials } from "../hotdesk/credentials.js";
import { type LoginRequest, type LoginStep, nextLoginStep } from "../hotdesk/login.js";
import type { LoginOutcome } from "../hotdesk/login-outcome.js";
import { refusePinOverHttp } from "../hotdesk/pin-over-http.js";
import type { Refusal } from "../hotdesk/refusal.js";
import { storedPin } from "../hotdesk/voicemail-pin.js";
import type { Lockouts } from "./lockouts.js";
import type { ModuleParts } from "./module-parts.js";
import type { PendingSwitches } from "./pending-switches.js";
import type { RecentLogins } from "./recent-logins.js";

export interface LoginsOptions {
  readonly lockouts: Lockouts;
  readonly recent: RecentLogins;
  readonly switches: PendingSwitches;
  /** Hears of each login that went through. */
  readonly onLogin: (mac: Mac, extension: string) => void;
}

/** Logs users in, step by step; only the last step writes (T8). */
export class Logins {
  readonly #parts: ModuleParts;
  readonly #options: LoginsOptions;

  constructor(parts: ModuleParts, options: LoginsOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  /** @returns why the form is refused, or undefined where extension and PIN are good. */
  refuseCredentials(mac: Mac, credentials: Credentials): Refusal | undefined {
    const refusal = this.#checked(mac, credentials);
    if (refusal) this.#refused(mac, credentials.extension, refusal);
    return refusal;
  }

  /** One step further; the last one writes the mappings and notifies phones that lost their user. */
  next(request: LoginRequest): LoginStep {
    const repeated = this.#options.recent.repeated(request);
    if (repeated) return { kind: "done", outcome: repeated };
    const step = this.#later(request, nextLoginStep(request, this.#parts.context()));
    if (step.kind === "refused") this.#refused(request.mac, request.extension, step.refusal);
    if (step.kind === "done") this.#carryOut(request, step.outcome);
    return step;
  }

  #checked(mac: Mac, credentials: Credentials): Refusal | undefined {
    const { lockouts } = this.#options;
    const { setup, mappings, seams } = this.#parts.context();
    const overHttp = refusePinOverHttp(setup);
    if (overHttp) return overHttp;
    const { extension } = credentials;
    const device = mappings.get(mac);
    const policy = setup.policies.pinLockout;
    const held = lockouts.isHeld(policy, { mac, extension });
    const heldOff = seams.refusal(held ? { reason: "locked-out" } : undefined, { mac, extension, device });
    if (heldOff) return heldOff;
    const refusal = refuseCredentials(setup, credentials, { mac, device }, seams);
    if (refusal?.reason === "wrong-pin" || refusal?.reason === "unknown-extension") {
      lockouts.wrong(policy, { mac, extension }, refusal.reason === "wrong-pin");
    } else if (!refusal) {
      lockouts.right(extension);
    }
    return refusal;
  }

  /** Policy concurrent-submit: of two logins at the same moment, one is refused. */
  #later(request: LoginRequest, step: LoginStep): LoginStep {
    const { setup } = this.#parts.context();
    const loses = setup.policies.concurrentSubmit === "first-wins" && this.#options.recent.hasOther(request);
    return step.kind === "done" && loses ? { kind: "refused", refusal: { reason: "another-login" } } : step;
  }

  #carryOut(request: LoginRequest, outcome: LoginOutcome): void {
    const { ledger, calls, phones } = this.#parts;
    const { recent, switches, onLogin } = this.#options;
    const former = switches.formerOf(request.mac) ?? ledger.get(request.mac);
    for (const { mac, hangUp } of outcome.moved) if (hangUp) calls.hangUp(mac);
    ledger.write(outcome.changes);
    if (outcome.evicted !== undefined) this.#evict(outcome.evicted);
    recent.note(request, outcome);
    switches.begin(former, ledger.get(request.mac));
    onLogin(request.mac, request.extension);
    for (const { mac, reboot } of outcome.moved) phones.notify(mac, reboot);
  }

  /** The PSAP may call a phone back that is in an emergency call, so it keeps its contact. */
  #evict(extension: string): void {
    const { calls } = this.#parts;
    const phones = calls.contactsOf(extension).flatMap(({ mac }) => mac ?? []);
    calls.evict(
      extension,
      phones.filter((mac) => calls.callOf(mac) === "emergency"),
    );
  }

  /** Who types the PIN of the real PBX must learn why it is wrong here. */
  #inVain(extension: string, reason: Refusal["reason"]): string {
    const stored = storedPin(this.#parts.context().setup, extension);
    if (reason !== "wrong-pin" || stored === undefined || !isStandInPin(stored)) return "";
    return `: the PIN of ${extension} in the setup is a stand-in of the import (only * in it); write the PIN there, or import --with-secrets`;
  }

  #refused(mac: Mac, extension: string, { reason }: Refusal): void {
    const { seams, mappings } = this.#parts.context();
    this.#parts.note(`${mac}: login refused, ${reason}${this.#inVain(extension, reason)}`);
    this.#parts.ledger.write(seams.refused([], { mac, extension, device: mappings.get(mac) }));
  }
}
