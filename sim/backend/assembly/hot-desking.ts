import type { Clock } from "../../model/clock.js";
import type { BackendEvent } from "../../model/control/backend-event.js";
import type { Profiles } from "../../model/profile/profile.js";
import type { Seams } from "../hotdesk/seams.js";
import { HotDeskModule } from "../module/hot-desk-module.js";
import type { ModuleClock } from "../module/module-clock.js";
import type { StateStore } from "../module/state-store.js";
import type { SetupStore } from "../setup-store.js";
import { type PhoneWeb, startPhoneWeb } from "../web/phone-web.js";
import type { PageSeams } from "../web/seams.js";
import { WebFaults } from "../web/web-fault.js";
import type { BackendIdentity } from "./identity.js";
import type { SipStack } from "./sip-stack.js";
import type { StartedParts } from "./started-parts.js";

export interface HotDeskingOptions {
  readonly host: string;
  readonly setup: SetupStore;
  readonly profiles: Profiles;
  readonly seams: Seams & PageSeams;
  readonly identity: BackendIdentity | undefined;
  readonly store: StateStore;
  /** Of the machine. */
  readonly clock: Clock;
  /** The module's own, which can be moved. */
  readonly moduleClock: ModuleClock;
  readonly onEvent: (event: BackendEvent) => void;
}

/** The hot-desk module and the web server that phones reach it by. */
export interface HotDesking {
  readonly desks: HotDeskModule;
  /** The module's own, which can be moved. */
  readonly clock: ModuleClock;
  readonly webFaults: WebFaults;
  readonly web: PhoneWeb;
}

/** @throws DeskfleetError DF_BACKEND_START; DF_STATE_FOLDER where the state cannot be read */
export async function startHotDesking(
  options: HotDeskingOptions,
  { pbx, sip }: SipStack,
  opened: StartedParts,
): Promise<HotDesking> {
  const { identity } = options;
  const restore = await options.store.load();
  const clock = options.moduleClock;
  const desks = new HotDeskModule({ ...options, clock, calls: pbx, restore });
  await opened.keep(
    Promise.resolve({
      stop: async () => {
        pbx.observe(undefined); // it ends its calls later, and no logout may come of that
        desks.stop();
        clock.stop();
        await desks.settled().catch(() => undefined); // a failed save was reported as an event
      },
    }),
  );
  pbx.observe(desks);
  const webFaults = new WebFaults(options.clock);
  const web = await opened.keep(
    startPhoneWeb({
      ...{ ...options, desks, webFaults, clock, upToDate: () => pbx.upToDate() },
      sip: { host: sip.external ? sip.host : undefined, ports: sip.ports },
      certificate: identity && { cert: identity.certificate, key: identity.key },
    }),
  );
  desks.setupChanged(); // what was restored may not be allowed any more; phones that are notified of it can fetch now
  return { desks, clock, webFaults, web };
}
