import { type Request, type Response, Router } from "express";
import type { Clock } from "../../model/clock.js";
import type { LoginRequest } from "../hotdesk/login.js";
import { type Refusal, refusalText } from "../hotdesk/refusal.js";
import type { SetupStore } from "../setup-store.js";
import type { Desks } from "./desks.js";
import { Flows } from "./flows.js";
import { queryText } from "./http-refusal.js";
import type { IdentifyPhone } from "./phone-identity.js";
import { execute, inputScreen, textMenu, textScreen } from "./xml-objects.js";
import { sendXml } from "./xml-response.js";

export interface AppOptions {
  readonly setup: SetupStore;
  readonly desks: Desks;
  readonly identify: IdentifyPhone;
  /** `http://host:port`, as phones are told it. */
  readonly apps: string;
  readonly clock: Clock;
}

/** A login on its way; undefined until the credentials were good. */
type LoginFlow = LoginRequest | undefined;

/** The app at work. */
interface App extends AppOptions {
  readonly flows: Flows<LoginFlow>;
}

/**
 * The Clearly app Login: form, template list, layout list, then "fetch your configuration" (phones.md §7).
 * It writes nothing before the last step, so a phone may leave at any screen (T8).
 */
export function loginApp(options: AppOptions): Router {
  const app: App = { ...options, flows: new Flows<LoginFlow>(options.clock) };
  const router = Router();
  router.get("/", (request, response) => showForm(app, request, response));
  router.get("/submit", (request, response) => submit(app, request, response));
  router.get("/template", (request, response) =>
    pick(app, request, response, (login, template) => ({ ...login, template })),
  );
  router.get("/layout", (request, response) =>
    pick(app, request, response, (login, layout) => ({ ...login, layout })),
  );
  return router;
}

function showForm({ flows, identify, apps }: App, request: Request, response: Response): void {
  const flow = flows.open(identify(request).mac, undefined);
  sendXml(
    response,
    inputScreen("Login", appUrl(apps, "submit", { flow }), [
      { prompt: "Extension", parameter: "extension", masked: false },
      { prompt: "Voicemail Password", parameter: "pin", masked: true },
    ]),
  );
}

function submit(app: App, request: Request, response: Response): void {
  const { mac, profile } = app.identify(request);
  const flow = queryText(request, "flow");
  if (!app.flows.has(flow, mac)) {
    sendXml(response, textScreen("Login", expired));
    return;
  }
  const credentials = { extension: queryText(request, "extension"), pin: queryText(request, "pin") };
  const refusal = app.desks.refuseCredentials(mac, credentials);
  if (refusal) refuse(app, response, flow, refusal);
  else advance(app, response, flow, { mac, model: profile.model, extension: credentials.extension });
}

/** An item of a list was picked. */
function pick(
  app: App,
  request: Request,
  response: Response,
  read: (login: LoginRequest, picked: string) => LoginRequest,
): void {
  const flow = queryText(request, "flow");
  const login = app.flows.find(flow, app.identify(request).mac);
  if (login) advance(app, response, flow, read(login, queryText(request, "pick")));
  else sendXml(response, textScreen("Login", expired));
}

/** Shows what is still to be picked, or lets the phone fetch its configuration. */
function advance(app: App, response: Response, flow: string, login: LoginRequest): void {
  const { flows, desks, apps } = app;
  flows.update(flow, login);
  const step = desks.login(login);
  switch (step.kind) {
    case "refused":
      refuse(app, response, flow, step.refusal);
      return;
    case "pick-template":
      sendXml(response, menu(apps, "template", flow, step.templates.map(plainItem)));
      return;
    case "pick-layout":
      sendXml(response, menu(apps, "layout", flow, step.layouts));
      return;
    case "done":
      flows.close(flow);
      sendXml(response, execute(step.outcome.reboot));
  }
}

function refuse({ flows, setup }: App, response: Response, flow: string, refusal: Refusal): void {
  flows.close(flow);
  sendXml(response, textScreen("Login", refusalText(refusal, setup.current.policies.loginErrorText)));
}

const expired = "This login has expired";

function appUrl(apps: string, page: string, query: Record<string, string>): URL {
  return new URL(`${apps}/apps/login/${page}?${new URLSearchParams(query)}`);
}

function plainItem(name: string) {
  return { name, description: name };
}

function menu(
  apps: string,
  page: "template" | "layout",
  flow: string,
  choices: readonly { readonly name: string; readonly description: string }[],
): string {
  return textMenu(
    page === "template" ? "Template" : "Model Layout",
    choices.map(({ name, description }) => ({
      prompt: description,
      uri: appUrl(apps, page, { flow, pick: name }),
    })),
  );
}
