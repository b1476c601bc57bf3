import { isIP } from "node:net";
import express from "express";
import type { Clock } from "../../model/clock.js";
import type { BackendEvent } from "../../model/control/backend-event.js";
import { DeskfleetError } from "../../model/errors.js";
import type { Profiles } from "../../model/profile/profile.js";
import { appsBase, type PhoneAddresses } from "../hotdesk/phone-addresses.js";
import type { Seams } from "../hotdesk/seams.js";
import type { SetupStore } from "../setup-store.js";
import { Answers } from "./answers.js";
import { listenHttp, type ServerCertificate } from "./http-listener.js";
import { answerPhoneErrors, HttpRefusal } from "./http-refusal.js";
import { loginApp } from "./login-app.js";
import { logoutApp } from "./logout-app.js";
import type { PhoneDesks } from "./phone-desks.js";
import { phoneIdentifier } from "./phone-identity.js";
import { provisioning } from "./provisioning.js";
import { RefusedPhones } from "./refused-phones.js";
import type { PageSeams } from "./seams.js";
import { failingServer, type WebFaults } from "./web-fault.js";

/** Where phones reach the PBX. */
interface SipAddress {
  /** Numeric, of an external SIP server; undefined: that of the apps. */
  readonly host: string | undefined;
  readonly ports: {
    readonly udp: number;
    readonly tcp: number;
    /** undefined: not known, so the registered one is sent (RFC 3261 §19.1.2). */
    readonly tls: number | undefined;
  };
}

export interface PhoneWebOptions {
  /** Address to bind. What phones are sent is the fallback host of the Port Settings (HD-32). */
  readonly host: string;
  readonly setup: SetupStore;
  readonly profiles: Profiles;
  readonly desks: PhoneDesks;
  readonly seams: Seams & PageSeams;
  readonly sip: SipAddress;
  /** Needed where the Port Settings say HTTPS (HD-35, HD-36). */
  readonly certificate: ServerCertificate | undefined;
  readonly webFaults: WebFaults;
  /** Resolves when what is known of phones is what the PBX knows now: rules decide by it. */
  readonly upToDate: () => Promise<void>;
  /** That open forms go by. */
  readonly clock: Clock;
  readonly onEvent: (event: BackendEvent) => void;
}

/** The web server that phones talk to: configuration files and apps. */
export interface PhoneWeb {
  /** Base address of the configuration files, as the Port Settings have it now. */
  readonly configServer: string;
  /** @param graceMs that running requests have to end */
  stop(graceMs?: number): Promise<void>;
}

/** A phone that does little must not hold a socket: there are thousands. */
const idlePhoneMs = 5000;

const registeredTlsPort = 5061;

/** @throws DeskfleetError DF_BACKEND_START where the port cannot be had, or HTTPS has no certificate */
export async function startPhoneWeb(options: PhoneWebOptions): Promise<PhoneWeb> {
  const { host, setup } = options;
  const { port, protocol } = setup.current.portSettings;
  const app = express();
  const listener = await listenHttp(app, host, port, idlePhoneMs, certificateFor(options));
  const addresses = (): PhoneAddresses => toldAddresses(options, { protocol, port: listener.port });
  mount(app, addresses, options);
  const stop = (graceMs?: number): Promise<void> => {
    options.webFaults.set(undefined); // waiting requests are answered within the grace
    return listener.close(graceMs);
  };
  return {
    get configServer() {
      return `${appsBase(addresses())}/provisioning/`;
    },
    stop,
  };
}

function certificateFor({ setup, certificate }: PhoneWebOptions): ServerCertificate | undefined {
  if (setup.current.portSettings.protocol === "http") return undefined;
  if (certificate) return certificate;
  throw new DeskfleetError(
    "DF_BACKEND_START",
    "port-settings.protocol is https, but there is no certificate",
  );
}

/**
 * The host may change by a Submit; protocol and port are those of the listener. A fallback host that is a name says
 * where the PBX is, in each network (HD-33); an address is that of this web server alone.
 */
function toldAddresses(
  { setup, sip }: PhoneWebOptions,
  listener: { readonly protocol: "http" | "https"; readonly port: number },
): PhoneAddresses {
  const { sipTransport } = setup.current;
  const { fallbackHost } = setup.current.portSettings;
  return {
    apps: { ...listener, host: fallbackHost },
    sip: {
      host: isIP(fallbackHost) === 0 ? fallbackHost : (sip.host ?? fallbackHost),
      port: sip.ports[sipTransport] ?? registeredTlsPort,
    },
  };
}

/** The routes need the port that the listener got, so they are added when it is known. */
function mount(app: express.Express, addresses: () => PhoneAddresses, options: PhoneWebOptions): void {
  const { setup, desks, clock, seams, webFaults } = options;
  const identify = phoneIdentifier(options.profiles);
  const answers = new Answers({ seams, faults: webFaults, settled: () => desks.settled() });
  const apps = { setup, desks, identify, apps: appsBase(addresses()), answers, clock };
  app.disable("x-powered-by");
  app.disable("etag");
  app.use((_request, response, next) => {
    response.set("Cache-Control", "no-store"); // files hold SIP passwords
    next();
  });
  const failing = failingServer(webFaults, "files");
  app.use("/provisioning", provisioning({ setup, desks, seams, identify, addresses, answers, failing }));
  app.use("/apps", failingServer(webFaults, "apps"));
  app.use("/apps", async (_request, _response, next) => {
    // A PBX that does not answer is reported elsewhere; users are served by what is known.
    await options.upToDate().catch(() => undefined);
    next();
  });
  app.use("/apps/login", loginApp(apps));
  app.use("/apps/logout", logoutApp(apps));
  app.use(() => {
    throw new HttpRefusal(404, "No such page");
  });
  const refusals = new RefusedPhones(clock, options.onEvent);
  const failed = (text: string): void => options.onEvent({ type: "backend-note", text });
  app.use(answerPhoneErrors({ failed, refusals }));
}
