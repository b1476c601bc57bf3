import type { Mac } from "../../model/mac.js";
import { duringCall } from "../hotdesk/in-call.js";
import { decideLogout } from "../hotdesk/logout.js";
import type { LogoutOutcome } from "../hotdesk/logout-outcome.js";
import type { ModuleParts } from "./module-parts.js";

/** Logs phones out, at once or after the call that they are in. */
export class Logouts {
  readonly #parts: ModuleParts;
  readonly #onChanged: () => void;
  /** Phones whose logout waits for the end of their call. */
  readonly #afterCall: Set<Mac>;

  constructor(parts: ModuleParts, restored: readonly Mac[], onChanged: () => void) {
    this.#parts = parts;
    this.#afterCall = new Set(restored);
    this.#onChanged = onChanged;
  }

  waiting(): readonly Mac[] {
    return [...this.#afterCall];
  }

  /** Key Logout. The phone itself is notified by the answer. @param model of the phone */
  byUser(mac: Mac, model: string): LogoutOutcome {
    return this.#logOut(mac, model, this.#parts.context().setup.policies.logoutInCall);
  }

  /** The same from afar: the phone is notified by NOTIFY (policy admin-logout). */
  byAdmin(mac: Mac): LogoutOutcome {
    const { adminLogout, logoutInCall } = this.#parts.context().setup.policies;
    if (adminLogout === "forbid") return { kind: "refused", refusal: { reason: "admin-logout-forbidden" } };
    return this.#told(mac, this.#logOut(mac, this.#modelOf(mac), logoutInCall));
  }

  /** Without anybody asking, so a call is always waited for. */
  automatic(mac: Mac, why: string): void {
    const outcome = this.#told(mac, this.#logOut(mac, this.#modelOf(mac), "after-call"));
    this.#parts.note(`${mac}: ${why}, ${outcomeText(outcome)}`);
  }

  /** The phone has left a call, or has just been heard of. */
  callMayHaveEnded(mac: Mac): void {
    if (!this.#afterCall.has(mac) || this.#parts.calls.callOf(mac) !== "none") return;
    this.#afterCall.delete(mac);
    this.#onChanged();
    this.automatic(mac, "logout after the call");
  }

  /** The user who is logged in now did not ask for the logout. */
  mappingChanged(mac: Mac): void {
    this.#afterCall.delete(mac);
  }

  #logOut(mac: Mac, model: string, policy: Parameters<typeof duringCall>[0]): LogoutOutcome {
    const { ledger, calls } = this.#parts;
    const device = ledger.get(mac);
    const outcome = decideLogout(device, model, this.#parts.context());
    if (outcome.kind !== "logged-out") return outcome;
    switch (duringCall(policy, calls.callOf(mac))) {
      case "refuse":
        return { kind: "refused", refusal: { reason: "in-call" } };
      case "after-call":
        this.#afterCall.add(mac);
        this.#onChanged();
        return { kind: "after-call" };
      case "hang-up":
        calls.hangUp(mac);
        break;
      case "go-on":
    }
    ledger.write([outcome.change]);
    return outcome;
  }

  #told(mac: Mac, outcome: LogoutOutcome): LogoutOutcome {
    if (outcome.kind === "logged-out") this.#parts.phones.notify(mac, outcome.reboot);
    return outcome;
  }

  #modelOf(mac: Mac): string {
    return this.#parts.ledger.get(mac)?.model ?? "";
  }
}

function outcomeText(outcome: LogoutOutcome): string {
  switch (outcome.kind) {
    case "logged-out":
      return "logged out";
    case "after-call":
      return "logged out after the call";
    case "nobody":
      return "nobody was logged in";
    case "refused":
      return `not logged out, ${outcome.refusal.reason}`;
  }
}
