import express from "express";
import type { Clock } from "../../model/clock.js";
import type { Profiles } from "../../model/profile.js";
import type { BackendEvent } from "../../transcript/event.js";
import type { FaultSet } from "../fault-set.js";
import type { SetupStore } from "../setup-store.js";
import type { Desks } from "./desks.js";
import { listenHttp } from "./http-listener.js";
import { answerPhoneErrors, HttpRefusal } from "./http-refusal.js";
import { loginApp } from "./login-app.js";
import { logoutApp } from "./logout-app.js";
import { phoneIdentifier } from "./phone-identity.js";
import { provisioning } from "./provisioning.js";

export interface PhoneWebOptions {
  /** Address to bind. What phones are told is the fallback host of the Port Settings (HD-32). */
  readonly host: string;
  readonly setup: SetupStore;
  readonly profiles: Profiles;
  readonly faults: FaultSet;
  readonly desks: Desks;
  /** host:port that phones register to. */
  readonly sip: string;
  readonly clock: Clock;
  readonly onEvent: (event: BackendEvent) => void;
}

/** The web server that phones talk to: configuration files and apps. */
export interface PhoneWeb {
  /** Base address of the configuration files. */
  readonly configServer: string;
  stop(): Promise<void>;
}

/** A phone that does little must not hold a socket: there are thousands. */
const idlePhoneMs = 5000;

/** @throws DeskfleetError DF_BACKEND_START where the port cannot be had */
export async function startPhoneWeb(options: PhoneWebOptions): Promise<PhoneWeb> {
  const { portSettings } = options.setup.current;
  const app = express();
  const listener = await listenHttp(app, options.host, portSettings.port, idlePhoneMs);
  const apps = `${portSettings.protocol}://${portSettings.fallbackHost}:${listener.port}`;
  mount(app, apps, options);
  return { configServer: `${apps}/provisioning/`, stop: () => listener.close() };
}

/** The routes need the port that the listener got, so they are added when it is known. */
function mount(app: express.Express, apps: string, options: PhoneWebOptions): void {
  const { setup, faults, desks, clock } = options;
  const identify = phoneIdentifier(options.profiles);
  app.disable("x-powered-by");
  app.disable("etag");
  app.use((_request, response, next) => {
    response.set("Cache-Control", "no-store"); // files hold SIP passwords
    next();
  });
  app.use(
    "/provisioning",
    provisioning({ setup, faults, desks, identify, addresses: { apps, sip: options.sip } }),
  );
  app.use("/apps/login", loginApp({ setup, desks, identify, apps, clock }));
  app.use("/apps/logout", logoutApp({ setup, desks, identify, apps, clock }));
  app.use(() => {
    throw new HttpRefusal(404, "No such page");
  });
  app.use(answerPhoneErrors((text) => options.onEvent({ type: "backend-note", text })));
}
