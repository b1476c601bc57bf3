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

/**
 * The Clearly app Login: form, template list, layout list, then "fetch your configuration" (phones.md §7).
 * It writes nothing before the last step, so a phone may leave at any screen (T8).
 */
export function loginApp(options: AppOptions): Router {
  const { setup, desks, identify } = options;
  const flows = new Flows<LoginFlow>(options.clock);
  const router = Router();

  const refuse = (response: Response, flow: string, refusal: Refusal): void => {
    flows.close(flow);
    sendXml(response, textScreen("Login", refusalText(refusal, setup.current.policies.loginErrorText)));
  };

  const advance = (response: Response, flow: string, login: LoginRequest): void => {
    flows.update(flow, login);
    const step = desks.login(login);
    switch (step.kind) {
      case "refused":
        refuse(response, flow, step.refusal);
        return;
      case "pick-template":
        sendXml(response, menu(options.apps, "template", flow, step.templates.map(plainItem)));
        return;
      case "pick-layout":
        sendXml(response, menu(options.apps, "layout", flow, step.layouts));
        return;
      case "done":
        flows.close(flow);
        sendXml(response, execute(step.outcome.reboot));
    }
  };

  router.get("/", (request, response) => {
    const flow = flows.open(identify(request).mac, undefined);
    sendXml(
      response,
      inputScreen("Login", appUrl(options.apps, "submit", { flow }), [
        { prompt: "Extension", parameter: "extension", masked: false },
        { prompt: "Voicemail Password", parameter: "pin", masked: true },
      ]),
    );
  });

  router.get("/submit", (request, response) => {
    const { mac, profile } = identify(request);
    const flow = queryText(request, "flow");
    if (!flows.has(flow, mac)) {
      sendXml(response, textScreen("Login", expired));
      return;
    }
    const credentials = { extension: queryText(request, "extension"), pin: queryText(request, "pin") };
    const refusal = desks.refuseCredentials(mac, credentials);
    if (refusal) refuse(response, flow, refusal);
    else advance(response, flow, { mac, model: profile.model, extension: credentials.extension });
  });

  const pick = (read: (login: LoginRequest, picked: string) => LoginRequest) => {
    return (request: Request, response: Response): void => {
      const flow = queryText(request, "flow");
      const login = flows.find(flow, identify(request).mac);
      if (login) advance(response, flow, read(login, queryText(request, "pick")));
      else sendXml(response, textScreen("Login", expired));
    };
  };
  router.get(
    "/template",
    pick((login, template) => ({ ...login, template })),
  );
  router.get(
    "/layout",
    pick((login, layout) => ({ ...login, layout })),
  );
  return router;
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
