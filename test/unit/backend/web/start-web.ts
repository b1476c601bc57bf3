import { createFaultSet } from "../../../../sim/backend/fault-set.js";
import { createSetupStore, type SetupStore } from "../../../../sim/backend/setup-store.js";
import { startControlServer } from "../../../../sim/backend/web/control-server.js";
import { Desks } from "../../../../sim/backend/web/desks.js";
import { EventStream } from "../../../../sim/backend/web/event-stream.js";
import { startPhoneWeb } from "../../../../sim/backend/web/phone-web.js";
import type { Clock } from "../../../../sim/model/clock.js";
import type { Setup } from "../../../../sim/model/setup.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import type { BackendEvent } from "../../../../sim/transcript/event.js";
import { profiles, sampleSetup } from "../sample-setup.js";

export interface StartedWeb {
  readonly configServer: string;
  readonly apps: string;
  readonly control: string;
  readonly events: BackendEvent[];
  /** Phones that were asked to fetch, as `mac reboot`. */
  readonly told: string[];
  readonly desks: Desks;
  readonly faults: ReturnType<typeof createFaultSet>;
  stop(): Promise<void>;
}

/** The web half of the backend, with a PBX that has no contacts but hears every check-sync. */
export async function startWeb(
  options: { setup?: Setup; store?: SetupStore; clock?: Clock; faultsEnabled?: boolean } = {},
): Promise<StartedWeb> {
  const { clock = systemClock, faultsEnabled = true } = options;
  const setup = options.store ?? createSetupStore(options.setup ?? sampleSetup());
  const faults = createFaultSet();
  const events: BackendEvent[] = [];
  const stream = new EventStream();
  const told: string[] = [];
  const onEvent = (event: BackendEvent): void => {
    events.push(event);
    stream.publish(event);
  };
  const notifyCheckSync = async (mac: string, reboot: boolean): Promise<boolean> => {
    told.push(`${mac} ${reboot}`);
    return mac !== "001fc1ffffff";
  };
  const desks = new Desks({ setup, faults, onEvent, notifyCheckSync });
  const sip = "127.0.0.1:5060";
  const web = await startPhoneWeb({ host: "127.0.0.1", setup, profiles, faults, desks, sip, clock, onEvent });
  const control = await startControlServer({
    port: 0,
    events: stream,
    status: () => ({
      setup: setup.current.setup,
      configServer: web.configServer,
      sip: { host: "127.0.0.1", udpPort: 5060, tcpPort: 5060, tlsPort: undefined },
      certificateAuthority: undefined,
      faultsEnabled,
      faults: faults.list(),
    }),
    setup,
    faults,
    desks,
    pbx: { contacts: () => [], calls: () => [], farEndCalls: () => [], notifyCheckSync },
    onEvent,
  });
  return {
    configServer: web.configServer,
    apps: web.configServer.replace("/provisioning/", "/apps"),
    control: control.url,
    events,
    told,
    desks,
    faults,
    stop: async () => {
      await control.stop();
      await web.stop();
    },
  };
}
