import { type Response, Router } from "express";
import { inUse } from "../hotdesk/mapping.js";
import { refusalText } from "../hotdesk/refusal.js";
import { Flows } from "./flows.js";
import { queryText } from "./http-refusal.js";
import type { AppOptions } from "./login-app.js";
import type { PhoneIdentity } from "./phone-identity.js";
import { execute, textMenu, textScreen } from "./xml-objects.js";
import { sendXml } from "./xml-response.js";

/** The Clearly app Logout: a question by policy logout-confirm, then "fetch your configuration". */
export function logoutApp(options: AppOptions): Router {
  const { setup, desks, identify } = options;
  /** The extension that the phone was asked about: another one's question must not log this one out. */
  const flows = new Flows<string>(options.clock);
  const router = Router();

  const logout = (response: Response, { mac, profile }: PhoneIdentity): void => {
    const outcome = desks.logout(mac, profile.model);
    switch (outcome.kind) {
      case "nobody":
        sendXml(response, textScreen("Logout", "Nobody is logged in"));
        return;
      case "refused":
        sendXml(
          response,
          textScreen("Logout", refusalText(outcome.refusal, setup.current.policies.loginErrorText)),
        );
        return;
      case "logged-out":
        sendXml(response, execute(outcome.reboot));
    }
  };

  router.get("/", (request, response) => {
    const phone = identify(request);
    const used = inUse(desks.get(phone.mac));
    if (used?.role !== "user" || setup.current.policies.logoutConfirm === "none") {
      logout(response, phone);
      return;
    }
    const query = new URLSearchParams({ flow: flows.open(phone.mac, used.extension) });
    sendXml(
      response,
      textMenu(`Logout ${used.extension}?`, [
        { prompt: "Yes", uri: new URL(`${options.apps}/apps/logout/confirm?${query}`) },
        { prompt: "No", uri: "SoftKey:Exit" },
      ]),
    );
  });

  router.get("/confirm", (request, response) => {
    const phone = identify(request);
    const flow = queryText(request, "flow");
    const asked = flows.find(flow, phone.mac);
    if (asked !== undefined) flows.close(flow);
    if (asked !== undefined && inUse(desks.get(phone.mac))?.extension === asked) logout(response, phone);
    else sendXml(response, textScreen("Logout", "This question has expired"));
  });
  return router;
}
