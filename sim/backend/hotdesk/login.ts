import type { Mac } from "../../model/mac.js";
import { effectiveHotdesk } from "./effective-settings.js";
import { duringCall } from "./in-call.js";
import type { Choice } from "./login-choice.js";
import { layoutChoice, templateChoice } from "./login-choices.js";
import type { LoginOutcome, MovedPhone } from "./login-outcome.js";
import { decideLogout } from "./logout.js";
import { logoutSettingsNow } from "./logout-settings.js";
import { type Device, inUse, type MappingChange } from "./mapping.js";
import { type LayoutChoice, layoutNamed } from "./model-layout.js";
import type { Refusal } from "./refusal.js";
import type { RuleContext } from "./rule-context.js";

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

/** The rules at the end of which a user is logged in, or is not (T6 to T10). Pure: the caller applies the changes. */
export function nextLoginStep(request: LoginRequest, context: RuleContext): LoginStep {
  const { setup, seams } = context;
  const refusal = refuseDesk(request, context);
  if (refusal) return { kind: "refused", refusal };

  const template = settle(templateChoice(setup, request.extension, seams), request.template);
  const layout = settle(layoutChoice(setup, request.extension, request.model, seams), request.layout);
  if (template.kind === "take" && layout.kind === "take") {
    return finishLogin({ ...request, template: template.name, layout: layout.name }, context);
  }
  const steps = [stepOf("template", template, context), stepOf("layout", layout, context)];
  if (setup.policies.pickOrder === "layout-then-template") steps.reverse();
  // What is refused anyway is said before anything is asked.
  const next = steps.find((step) => step?.kind === "refused") ?? steps.find((step) => step !== undefined);
  return next ?? { kind: "refused", refusal: { reason: "pick-gone" } };
}

/** Puts the user's pick into an open question. A pick that is not on offer (any more) is refused. */
function settle(choice: Choice, picked: string | undefined): Choice {
  if (choice.kind !== "ask" || picked === undefined) return choice;
  return choice.names.includes(picked)
    ? { kind: "take", name: picked }
    : { kind: "refuse", refusal: { reason: "pick-gone" } };
}

/** @returns undefined where nothing is left to say about this choice. */
function stepOf(asked: "template" | "layout", choice: Choice, { setup }: RuleContext): LoginStep | undefined {
  if (choice.kind === "take") return undefined;
  if (choice.kind === "refuse") return { kind: "refused", refusal: choice.refusal };
  if (asked === "template") return { kind: "pick-template", templates: choice.names };
  const layouts = choice.names.map((name) => ({
    name,
    description: layoutNamed(setup, name)?.description ?? name,
  }));
  return { kind: "pick-layout", layouts };
}

/** Whether this desk and the user's other phones leave room for the login. */
function refuseDesk(request: LoginRequest, context: RuleContext): Refusal | undefined {
  const { mac, extension } = request;
  const device = context.mappings.get(mac);
  const checks = [refuseDisabled, refuseOverUser, refuseSecondLogin, refuseInCall];
  for (const check of checks) {
    const refusal = context.seams.refusal(check(request, context), { mac, extension, device });
    if (refusal) return refusal;
  }
  return undefined;
}

/** HD-64: hot desking may have been switched off, or the user deleted, since the form was good. */
function refuseDisabled({ extension }: LoginRequest, { setup }: RuleContext): Refusal | undefined {
  return effectiveHotdesk(setup, extension).enabled ? undefined : { reason: "hotdesk-disabled" };
}

/** A user whose extension is gone has no phone any more: it shows nothing but Login. */
function refuseOverUser(
  { mac, extension }: LoginRequest,
  { setup, mappings }: RuleContext,
): Refusal | undefined {
  const here = inUse(mappings.get(mac));
  const isUser = here?.role === "user" && Object.hasOwn(setup.extensions, here.extension);
  const taken = isUser && here.extension !== extension;
  return taken && setup.policies.loginOverUser === "refuse"
    ? { reason: "other-user-here", extension: here.extension }
    : undefined;
}

function refuseSecondLogin(request: LoginRequest, context: RuleContext): Refusal | undefined {
  const { secondLogin } = context.setup.policies;
  return secondLogin === "refuse" && othersOf(request, context).length > 0
    ? { reason: "logged-in-elsewhere" }
    : undefined;
}

function refuseInCall(request: LoginRequest, context: RuleContext): Refusal | undefined {
  if (context.setup.policies.secondLogin !== "move") return undefined;
  const refused = othersOf(request, context).some((device) => elsewhere(device, context) === "refuse");
  return refused ? { reason: "in-call-elsewhere" } : undefined;
}

/** What a call of an older phone means for the move. A phone that the PBX cannot reach never blocks it. */
function elsewhere(device: Device, { setup, facts }: RuleContext): ReturnType<typeof duringCall> {
  const extension = inUse(device)?.extension;
  const reached =
    extension !== undefined && facts.contactsOf(extension).some(({ mac }) => mac === device.mac);
  return reached ? duringCall(setup.policies.secondLoginInCall, facts.callOf(device.mac)) : "go-on";
}

function othersOf({ extension, mac }: LoginRequest, { mappings }: RuleContext): Device[] {
  return mappings.holdersOf(extension).filter((device) => device.mac !== mac);
}

interface SettledLogin extends Omit<LoginRequest, "template" | "layout"> {
  readonly template: string | undefined;
  readonly layout: string | undefined;
}

function finishLogin(login: SettledLogin, context: RuleContext): LoginStep {
  const { setup, mappings, seams } = context;
  const { mac, model, extension, template, layout } = login;
  const { secondLogin } = setup.policies;
  const leaving = secondLogin === "move" || secondLogin === "evict";
  const others = leaving ? othersOf({ mac, model, extension }, context) : [];
  const changes: MappingChange[] = [];
  const moved: MovedPhone[] = [];
  for (const device of others) {
    const logout = decideLogout(device, device.model, context);
    if (logout.kind === "refused") return { kind: "refused", refusal: logout.refusal };
    if (logout.kind !== "logged-out") continue;
    changes.push(logout.change);
    if (secondLogin === "move") {
      const hangUp = elsewhere(device, context) === "hang-up";
      moved.push({ mac: device.mac, reboot: logout.reboot, hangUp });
    }
  }
  const role = setup.extensions[extension]?.role === "placeholder" ? "placeholder" : "user";
  const atLogin = role === "user" ? logoutSettingsNow(setup, extension, model) : undefined;
  changes.push({ kind: "assign", mac, model, mapping: { extension, role, template, layout, atLogin } });
  const device = mappings.get(mac);
  const outcome: LoginOutcome = {
    changes,
    moved,
    reboot: device?.mapping === undefined, // HD-7
    evicted: secondLogin === "evict" && others.length > 0 ? extension : undefined,
  };
  return { kind: "done", outcome: seams.login(outcome, { mac, extension, device }) };
}
