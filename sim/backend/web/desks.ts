import type { PutMapping, PutMappings } from "../../model/control-api.js";
import { type Mac, parseMac } from "../../model/identity.js";
import type { BackendEvent } from "../../transcript/event.js";
import type { FaultSet } from "../fault-set.js";
import { adminMapping } from "../hotdesk/admin-mapping.js";
import { type Credentials, refuseCredentials } from "../hotdesk/credentials.js";
import type { HasFault } from "../hotdesk/has-fault.js";
import { type LoginRequest, type LoginStep, nextLoginStep } from "../hotdesk/login.js";
import { decideLogout, type LogoutOutcome } from "../hotdesk/logout.js";
import type { AssignMapping, Device, MappingChange } from "../hotdesk/mapping.js";
import { MappingStore } from "../hotdesk/mapping-store.js";
import type { Refusal } from "../hotdesk/refusal.js";
import type { SetupStore } from "../setup-store.js";
import { HttpRefusal } from "./http-refusal.js";

export interface DesksOptions {
  readonly setup: SetupStore;
  readonly faults: FaultSet;
  readonly onEvent: (event: BackendEvent) => void;
  /** Asks one phone to fetch its configuration. @returns false where the PBX has no contact of it */
  readonly notifyCheckSync: (mac: Mac, reboot: boolean) => Promise<boolean>;
}

/** The mappings, changed by the hot-desk rules alone; whatever changes is told. */
export class Desks {
  readonly #options: DesksOptions;
  readonly #mappings = new MappingStore();
  readonly #has: HasFault;

  constructor(options: DesksOptions) {
    this.#options = options;
    this.#has = (name) => options.faults.has(name);
  }

  get(mac: Mac): Device | undefined {
    return this.#mappings.get(mac);
  }

  all(): readonly Device[] {
    return this.#mappings.all();
  }

  refuseCredentials(mac: Mac, credentials: Credentials): Refusal | undefined {
    const refusal = refuseCredentials(this.#options.setup.current, credentials, this.#has);
    if (refusal) this.#note(`${mac}: login refused, ${refusal.reason}`);
    return refusal;
  }

  /** One step further in a login; the last one writes the mappings and tells phones that lost their user. */
  login(request: LoginRequest): LoginStep {
    const step = nextLoginStep(this.#options.setup.current, this.#mappings, request, this.#has);
    if (step.kind === "refused") this.#note(`${request.mac}: login refused, ${step.refusal.reason}`);
    if (step.kind !== "done") return step;
    for (const change of step.outcome.changes) this.#apply(change);
    for (const { mac, reboot } of step.outcome.moved) this.#tellMoved(mac, reboot);
    return step;
  }

  logout(mac: Mac, model: string): LogoutOutcome {
    const device = this.#mappings.get(mac);
    const outcome = decideLogout(this.#options.setup.current, device, model, this.#has);
    if (outcome.kind === "logged-out") this.#apply(outcome.change);
    return outcome;
  }

  /** @throws HttpRefusal 400 or 409; of a list, either all are taken or none */
  put(mappings: PutMappings): void {
    const users = new Map<string, string>();
    const changes = mappings.map((put) => {
      const mac = parseMac(put.mac);
      if (!mac) throw new HttpRefusal(400, `"${put.mac}" is no MAC`);
      const change = this.#checked(mac, put);
      const other = users.get(put.extension);
      const shared = change.mapping.role === "placeholder" || this.#sharesUsers();
      if (!shared && other !== undefined && other !== mac) {
        throw new HttpRefusal(409, `extension ${put.extension} is given to two phones`);
      }
      users.set(put.extension, mac);
      return change;
    });
    for (const change of changes) this.#apply(change);
  }

  /** An admin deletes a mapping; the phone notices nothing (T13). @returns false where there is none */
  remove(mac: Mac): boolean {
    if (!this.#mappings.get(mac)?.mapping) return false;
    this.#apply({ kind: "delete", mac });
    return true;
  }

  #sharesUsers(): boolean {
    return this.#options.setup.current.policies.secondLogin === "both";
  }

  #checked(mac: Mac, put: PutMapping): AssignMapping {
    const checked = adminMapping(this.#options.setup.current, this.#mappings, mac, put);
    if (checked.kind === "refused") throw new HttpRefusal(checked.conflict ? 409 : 400, checked.error);
    return checked.change;
  }

  #apply(change: MappingChange): void {
    const former = this.#mappings.get(change.mac)?.mapping;
    this.#mappings.apply(change);
    const mapping = change.kind === "assign" ? change.mapping : former;
    this.#options.onEvent({
      type: "mapping",
      mac: change.mac,
      change: told(change.kind),
      extension: mapping?.extension,
      template: mapping?.template,
      layout: mapping?.layout,
    });
  }

  /** An unreachable phone never blocks a move: it finds its new configuration when it next fetches. */
  #tellMoved(mac: Mac, reboot: boolean): void {
    this.#options.notifyCheckSync(mac, reboot).then(
      (told) => {
        if (!told) this.#note(`${mac}: lost its user, but has no contact to be told by`);
      },
      (error: unknown) => this.#note(`${mac}: lost its user, check-sync failed: ${String(error)}`),
    );
  }

  #note(text: string): void {
    this.#options.onEvent({ type: "backend-note", text });
  }
}

/** How the transcript names a change. */
function told(kind: MappingChange["kind"]): "written" | "deactivated" | "deleted" {
  switch (kind) {
    case "assign":
      return "written";
    case "deactivate":
      return "deactivated";
    case "forget":
    case "delete":
      return "deleted";
  }
}
