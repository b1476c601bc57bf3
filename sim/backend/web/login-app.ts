import { Router } from "express";
import type { LoginRequest, LoginStep } from "../hotdesk/login.js";
import type { Mapping } from "../hotdesk/mapping.js";
import { refusePinOverHttp } from "../hotdesk/pin-over-http.js";
import { type Refusal, refusalText } from "../hotdesk/refusal.js";
import { type AppOptions, type AppRequest, forPhones } from "./app-context.js";
import { FormSessions } from "./form-sessions.js";
import { HttpRefusal, queryText } from "./http-refusal.js";
import { loginForm, loginMenu, loginMessage, type Offer } from "./login-pages.js";
import { type ExecutePage, executePage } from "./page.js";

/** What was asked of a phone so far. */
type LoginFlow =
  | { readonly kind: "form" }
  | { readonly kind: "list"; readonly login: LoginRequest; readonly offers: readonly Offer[] }
  /** Over; the same answer given again has the same end and changes nothing (T9, T10). */
  | {
      readonly kind: "done";
      readonly login: LoginRequest;
      readonly offers: readonly Offer[];
      readonly end: ExecutePage;
      /** As the login wrote it; where it is another one, the login is not what the phone does any more. */
      readonly mapping: Mapping | undefined;
    };

/** The app at work. */
interface App extends AppOptions {
  readonly flows: FormSessions<LoginFlow>;
}

/**
 * The Clearly app Login: form, lists of templates and layouts, then "fetch your configuration" (phones.md §7).
 * It writes nothing before the last step, so a phone may leave at any screen (T8).
 */
export function loginApp(options: AppOptions): Router {
  const flows = new FormSessions<LoginFlow>(
    options.clock,
    () => options.setup.current.policies.screenTimeout,
  );
  const app: App = { ...options, flows };
  const router = Router();
  router.get(
    "/",
    forPhones(app, (asked) => showForm(app, asked)),
  );
  router.get(
    "/submit",
    forPhones(app, (asked) => submit(app, asked)),
  );
  for (const list of ["templates", "layouts"] as const) {
    router.get(
      `/list/${list}`,
      forPhones(app, (asked) => showRest(app, asked, list)),
    );
    router.get(
      `/pick/${list}`,
      forPhones(app, (asked) => pick(app, asked, list)),
    );
  }
  return router;
}

function showForm({ setup, desks, flows }: App, { phone, frame, show }: AppRequest): Promise<void> {
  const refusal = refusePinOverHttp(setup.current);
  // Before a PIN is typed: the form itself would send it.
  if (refusal) return show(loginMessage(frame, refusalText(refusal, setup.current.policies.loginErrorText)));
  const extension = desks.lastExtension(phone.mac) ?? "";
  return show(loginForm(frame, flows.open(phone.mac, { kind: "form" }), extension));
}

function submit(app: App, asked: AppRequest): Promise<void> {
  const { request, phone } = asked;
  const flow = queryText(request, "flow");
  const state = app.flows.find(flow, phone.mac);
  if (!state) return expired(asked);
  const credentials = { extension: queryText(request, "extension"), pin: queryText(request, "pin") };
  const refusal = app.desks.refuseCredentials(phone.mac, credentials);
  if (refusal) return refuse(app, asked, flow, refusal);
  const { mac, profile } = phone;
  const login = { mac, model: profile.model, extension: credentials.extension };
  if (isRepeated(app, state, login)) return asked.show(state.end);
  return advance(app, asked, flow, login, []);
}

/** An item of a list was picked. */
function pick(app: App, asked: AppRequest, list: Offer["list"]): Promise<void> {
  const flow = queryText(asked.request, "flow");
  const item = indexIn(asked, "item");
  const found = offered(app, asked, flow, list);
  const name = found?.offer.choices[item]?.name;
  if (!found || name === undefined) return expired(asked);
  const { state } = found;
  const picked: Partial<LoginRequest> = list === "templates" ? { template: name } : { layout: name };
  const login = { ...state.login, ...picked };
  if (state.kind === "list") return advance(app, asked, flow, login, state.offers);
  // A user who was logged out again cannot log in by an old list: that takes a PIN.
  return isRepeated(app, state, login) ? asked.show(state.end) : expired(asked);
}

/** The rest of a list that did not fit into one answer. */
function showRest(app: App, asked: AppRequest, list: Offer["list"]): Promise<void> {
  const flow = queryText(asked.request, "flow");
  const from = indexIn(asked, "from");
  const found = offered(app, asked, flow, list);
  if (!found || from >= found.offer.choices.length) return expired(asked);
  return asked.show(loginMenu(asked.frame, flow, found.offer, from));
}

function offered({ flows }: App, { phone }: AppRequest, flow: string, list: Offer["list"]) {
  const state = flows.find(flow, phone.mac);
  if (!state || state.kind === "form") return undefined;
  const offer = state.offers.find((each) => each.list === list);
  return offer && { offer, state };
}

/** @throws HttpRefusal 400 where it is not a place in a list */
function indexIn({ request }: AppRequest, name: string): number {
  const text = queryText(request, name);
  if (!/^\d{1,6}$/.test(text)) throw new HttpRefusal(400, `${name} is not a number`);
  return Number(text);
}

/** Shows what is still to be picked, or lets the phone fetch its configuration. */
function advance(
  app: App,
  asked: AppRequest,
  flow: string,
  login: LoginRequest,
  offers: readonly Offer[],
): Promise<void> {
  const step = app.desks.login(login);
  switch (step.kind) {
    case "refused":
      return refuse(app, asked, flow, step.refusal);
    case "done": {
      const end = executePage("login", step.outcome.reboot);
      const mapping = app.desks.get(login.mac)?.mapping;
      app.flows.update(flow, { kind: "done", login, offers, end, mapping });
      return asked.show(end);
    }
    case "pick-template":
    case "pick-layout": {
      const offer = offerOf(step);
      const others = offers.filter(({ list }) => list !== offer.list);
      app.flows.update(flow, { kind: "list", login, offers: [...others, offer] });
      return asked.show(loginMenu(asked.frame, flow, offer, 0));
    }
  }
}

function offerOf(step: Extract<LoginStep, { kind: "pick-template" | "pick-layout" }>): Offer {
  return step.kind === "pick-layout"
    ? { list: "layouts", choices: step.layouts }
    : { list: "templates", choices: step.templates.map((name) => ({ name, description: name })) };
}

type DoneLogin = Extract<LoginFlow, { kind: "done" }>;

/** Whether it is the same answer to a login that still holds. */
function isRepeated({ desks }: App, state: LoginFlow, again: LoginRequest): state is DoneLogin {
  if (state.kind !== "done" || desks.get(again.mac)?.mapping !== state.mapping) return false;
  const { extension, template, layout } = state.login;
  return extension === again.extension && template === again.template && layout === again.layout;
}

function refuse(app: App, { frame, show }: AppRequest, flow: string, refusal: Refusal): Promise<void> {
  app.flows.close(flow);
  return show(loginMessage(frame, refusalText(refusal, app.setup.current.policies.loginErrorText)));
}

function expired({ frame, show }: AppRequest): Promise<void> {
  return show(loginMessage(frame, "This login has expired"));
}
