import { Router } from "express";
import type { LogoutOutcome } from "../hotdesk/logout-outcome.js";
import { inUse } from "../hotdesk/mapping.js";
import { refusePinOverHttp } from "../hotdesk/pin-over-http.js";
import { refusalText } from "../hotdesk/refusal.js";
import { type AppOptions, type AppRequest, forPhones } from "./app-context.js";
import { FormSessions } from "./form-sessions.js";
import { queryText } from "./http-refusal.js";
import type { PageFrame } from "./login-pages.js";
import { logoutForm, logoutMessage, logoutQuestion } from "./logout-pages.js";
import { executePage, type Page } from "./page.js";

/** A question on its way: another user's must not log this one out. */
interface LogoutFlow {
  readonly extension: string;
  /** Over; the same answer given again has the same end and changes nothing. */
  readonly end: Page | undefined;
}

interface App extends AppOptions {
  readonly flows: FormSessions<LogoutFlow>;
}

/** The Clearly app Logout: a question by policy logout-confirm, then "fetch your configuration". */
export function logoutApp(options: AppOptions): Router {
  const flows = new FormSessions<LogoutFlow>(
    options.clock,
    () => options.setup.current.policies.screenTimeout,
  );
  const app: App = { ...options, flows };
  const router = Router();
  router.get(
    "/",
    forPhones(app, (asked) => ask(app, asked)),
  );
  router.get(
    "/confirm",
    forPhones(app, (asked) => answer(app, asked, undefined)),
  );
  router.get(
    "/submit",
    forPhones(app, (asked) => answer(app, asked, queryText(asked.request, "pin"))),
  );
  return router;
}

function ask(app: App, { phone, frame, show }: AppRequest): Promise<void> {
  const { setup, desks, flows } = app;
  const { policies } = setup.current;
  const used = inUse(desks.get(phone.mac));
  if (used?.role !== "user" || policies.logoutConfirm === "none") {
    return show(pageOf(app, frame, desks.logout(phone.mac, phone.profile.model, {})));
  }
  const withPin = policies.logoutConfirm === "pin";
  const refusal = withPin ? refusePinOverHttp(setup.current) : undefined;
  if (refusal) return show(logoutMessage(frame, refusalText(refusal, policies.loginErrorText)));
  const flow = flows.open(phone.mac, { extension: used.extension, end: undefined });
  const page = withPin ? logoutForm : logoutQuestion;
  return show(page(frame, flow, used.extension));
}

/** @param pin undefined: a yes, which policy logout-confirm: pin does not take */
function answer(
  app: App,
  { request, phone, frame, show }: AppRequest,
  pin: string | undefined,
): Promise<void> {
  const { desks, flows } = app;
  const flow = queryText(request, "flow");
  const asked = flows.find(flow, phone.mac);
  if (asked?.end) return show(asked.end);
  if (!asked || inUse(desks.get(phone.mac))?.extension !== asked.extension) {
    return show(logoutMessage(frame, "This question has expired"));
  }
  const outcome = desks.logout(phone.mac, phone.profile.model, pin === undefined ? {} : { pin });
  const end = pageOf(app, frame, outcome);
  if (end.kind === "execute") flows.update(flow, { ...asked, end });
  else flows.close(flow);
  return show(end);
}

function pageOf({ setup }: App, frame: PageFrame, outcome: LogoutOutcome): Page {
  switch (outcome.kind) {
    case "nobody":
      return logoutMessage(frame, "Nobody is logged in");
    case "after-call":
      return logoutMessage(frame, "You will be logged out after the call");
    case "refused":
      return logoutMessage(frame, refusalText(outcome.refusal, setup.current.policies.loginErrorText));
    case "logged-out":
      return executePage("logout", outcome.reboot);
  }
}
