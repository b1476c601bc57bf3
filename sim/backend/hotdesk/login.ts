import type { Mac } from "../../model/identity.js";
import type { Setup } from "../../model/setup.js";
import type { HasFault } from "./has-fault.js";
import { type Choice, layoutChoice, templateChoice } from "./login-choices.js";
import { decideLogout } from "./logout.js";
import { type Device, inUse, type MappingChange } from "./mapping.js";
import type { Mappings } from "./mapping-store.js";
import { type LayoutChoice, layoutNamed } from "./model-layout.js";
import type { Refusal } from "./refusal.js";

/** A login whose credentials were good, with what the user has picked so far. */
export interface LoginRequest {
  readonly mac: Mac;
  readonly model: string;
  readonly extension: string;
  readonly template?: string;
  readonly layout?: string;
}

/** What comes next in a login. Only `done` writes anything (T8). */
export type LoginStep =
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "pick-template"; readonly templates: readonly string[] }
  | { readonly kind: "pick-layout"; readonly layouts: readonly LayoutChoice[] }
  | { readonly kind: "done"; readonly outcome: LoginOutcome };

/** A phone that lost its user to another one. */
interface MovedPhone {
  readonly mac: Mac;
  readonly reboot: boolean;
}

interface LoginOutcome {
  /** In this order; other phones' first, so that a user never has two mappings. */
  readonly changes: readonly MappingChange[];
  /** Whether the phone must reboot, or just fetch its configuration. */
  readonly reboot: boolean;
  /** Phones that the user was logged out of by this login (policy second-login: move). */
  readonly moved: readonly MovedPhone[];
}

/** The rules at the end of which a user is logged in, or is not (T6 to T10). Pure: the caller applies the changes. */
export function nextLoginStep(
  setup: Setup,
  mappings: Mappings,
  request: LoginRequest,
  has: HasFault,
): LoginStep {
  const refusal = refuseDesk(setup, mappings, request);
  if (refusal) return { kind: "refused", refusal };

  const template = settle(templateChoice(setup, request.extension, has), request.template);
  if (template.kind === "refuse") return { kind: "refused", refusal: template.refusal };
  if (template.kind === "ask") return { kind: "pick-template", templates: template.names };

  const layout = settle(layoutChoice(setup, request.extension, request.model, has), request.layout);
  if (layout.kind === "refuse") return { kind: "refused", refusal: layout.refusal };
  if (layout.kind === "ask") {
    const described = (name: string): LayoutChoice => ({
      name,
      description: layoutNamed(setup, name)?.description ?? name,
    });
    return { kind: "pick-layout", layouts: layout.names.map(described) };
  }
  return finishLogin(setup, mappings, { ...request, template: template.name, layout: layout.name }, has);
}

/** Puts the user's pick into an open question. A pick that is not on offer (any more) is refused. */
function settle(choice: Choice, picked: string | undefined): Choice {
  if (choice.kind !== "ask" || picked === undefined) return choice;
  return choice.names.includes(picked)
    ? { kind: "take", name: picked }
    : { kind: "refuse", refusal: { reason: "pick-gone" } };
}

/** Whether this desk and the user's other phones leave room for the login. */
function refuseDesk(setup: Setup, mappings: Mappings, request: LoginRequest): Refusal | undefined {
  const here = inUse(mappings.get(request.mac));
  if (
    setup.policies.loginOverUser === "refuse" &&
    here?.role === "user" &&
    here.extension !== request.extension
  ) {
    return { reason: "other-user-here", extension: here.extension };
  }
  if (setup.policies.secondLogin === "refuse" && othersOf(mappings, request).length > 0) {
    return { reason: "logged-in-elsewhere" };
  }
  return undefined;
}

function othersOf(mappings: Mappings, { extension, mac }: Pick<LoginRequest, "extension" | "mac">): Device[] {
  return mappings.holdersOf(extension).filter((device) => device.mac !== mac);
}

interface SettledLogin {
  readonly mac: Mac;
  readonly model: string;
  readonly extension: string;
  readonly template: string | undefined;
  readonly layout: string | undefined;
}

function finishLogin(setup: Setup, mappings: Mappings, login: SettledLogin, has: HasFault): LoginStep {
  const { mac, model, extension, template, layout } = login;
  const changes: MappingChange[] = [];
  const moved: MovedPhone[] = [];
  const move = setup.policies.secondLogin === "move" && !has("old-phone-keeps-user");
  for (const device of move ? othersOf(mappings, login) : []) {
    const logout = decideLogout(setup, device, device.model, has);
    if (logout.kind === "refused") return { kind: "refused", refusal: logout.refusal };
    if (logout.kind === "nobody") continue;
    changes.push(logout.change);
    moved.push({ mac: device.mac, reboot: logout.reboot });
  }
  const role = setup.extensions[extension]?.role ?? "user";
  changes.push({ kind: "assign", mac, model, mapping: { extension, role, template, layout } });
  const first = mappings.get(mac)?.mapping === undefined && !has("first-login-reboot-missing"); // HD-7
  return {
    kind: "done",
    outcome: { changes, moved, reboot: first || has("login-always-reboots") },
  };
}
