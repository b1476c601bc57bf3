import { createFaultSet } from "../../../../sim/backend/faults/fault-set.js";
import type { CallState } from "../../../../sim/backend/hotdesk/desk-facts.js";
import { intact as intactRules } from "../../../../sim/backend/hotdesk/seams.js";
import { HotDeskModule } from "../../../../sim/backend/module/hot-desk-module.js";
import { ModuleClock } from "../../../../sim/backend/module/module-clock.js";
import type { StateStore } from "../../../../sim/backend/module/state-store.js";
import { createSetupStore, type SetupStore } from "../../../../sim/backend/setup-store.js";
import { startControlServer } from "../../../../sim/backend/web/control-server.js";
import { EventStream } from "../../../../sim/backend/web/event-stream.js";
import type { ServerCertificate } from "../../../../sim/backend/web/http-listener.js";
import { startPhoneWeb } from "../../../../sim/backend/web/phone-web.js";
import { intact as intactPages, type PageSeams } from "../../../../sim/backend/web/seams.js";
import { WebFaults } from "../../../../sim/backend/web/web-fault.js";
import type { Clock } from "../../../../sim/model/clock.js";
import type { BackendEvent } from "../../../../sim/model/control/backend-event.js";
import type { DeskfleetError } from "../../../../sim/model/errors.js";
import type { Setup } from "../../../../sim/model/setup/setup.js";
import { TrunkStates } from "../../../../sim/psap/trunk-states.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import { profiles, sampleSetup } from "../sample-setup.js";
import type { WalkedPage, WalkingPhone } from "./phone-walk.js";

export interface StartedWeb {
  readonly configServer: string;
  readonly apps: string;
  readonly control: string;
  readonly events: BackendEvent[];
  /** Phones that were asked to fetch, as `mac reboot`. */
  readonly told: string[];
  /** Phones that are in a call, as far as the PBX says. */
  readonly inCall: Map<string, CallState>;
  /** The PBX cannot be asked any more. */
  losePbx(why: DeskfleetError): void;
  readonly desks: HotDeskModule;
  /** The module's; two logins within a second are one moment (policy concurrent-submit). */
  readonly clock: ModuleClock;
  readonly faults: ReturnType<typeof createFaultSet>;
  readonly webFaults: WebFaults;
  /** From now on nothing is on disk before the returned function is called. */
  holdSaves(): () => void;
  stop(): Promise<void>;
}

interface Options {
  readonly setup?: Setup;
  readonly store?: SetupStore;
  readonly clock?: Clock;
  readonly faultsEnabled?: boolean;
  readonly certificate?: ServerCertificate;
  readonly pages?: PageSeams;
}

/** The web half of the backend, with a PBX that has no contacts but hears every check-sync. */
export async function startWeb(options: Options = {}): Promise<StartedWeb> {
  const { faultsEnabled = true } = options;
  const setup = options.store ?? createSetupStore(options.setup ?? sampleSetup(), { profiles });
  const clock = new ModuleClock(options.clock ?? systemClock);
  const faults = createFaultSet();
  const events: BackendEvent[] = [];
  const stream = new EventStream(() => []);
  const onEvent = (event: BackendEvent): void => {
    events.push(event);
    stream.publish(event);
  };
  const pbx = silentPbx();
  const disk = slowStore();
  const webFaults = new WebFaults(systemClock);
  const desks = new HotDeskModule({
    setup,
    profiles,
    seams: intactRules,
    clock,
    calls: pbx.calls,
    store: disk.store,
    onEvent,
  });
  const web = await startPhoneWeb({
    host: "127.0.0.1",
    upToDate: () => Promise.resolve(),
    setup,
    profiles,
    desks,
    seams: { ...intactRules, ...(options.pages ?? intactPages) },
    sip: { host: undefined, ports: { udp: 5060, tcp: 5060, tls: undefined } },
    certificate: options.certificate,
    webFaults,
    clock,
    onEvent,
  });
  const control = await startControlServer({
    trunks: new TrunkStates(),
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
    pbx: pbx.control,
    clock,
    webFaults,
    limits: { unresettable: undefined, unbreakable: () => undefined, unmovable: () => undefined },
    onEvent,
  });
  return {
    configServer: web.configServer,
    apps: web.configServer.replace("/provisioning/", "/apps"),
    control: control.url,
    events,
    told: pbx.told,
    inCall: pbx.inCall,
    losePbx: pbx.lose,
    desks,
    clock,
    faults,
    webFaults,
    holdSaves: disk.hold,
    stop: async () => {
      await control.stop();
      await web.stop();
      desks.stop();
    },
  };
}

function silentPbx() {
  const told: string[] = [];
  let lost: DeskfleetError | undefined;
  const inCall = new Map<string, CallState>();
  const notifyCheckSync = async (mac: string, reboot: boolean): Promise<boolean> => {
    told.push(`${mac} ${reboot}`);
    return mac !== "001fc1ffffff";
  };
  const callOf = (mac: string): CallState => inCall.get(mac) ?? "none";
  return {
    told,
    inCall,
    /** It cannot be asked any more. */
    lose: (why: DeskfleetError): void => {
      lost = why;
    },
    calls: { callOf, contactsOf: () => [], hangUp: () => {}, evict: () => {}, notifyCheckSync },
    control: {
      upToDate: () => (lost ? Promise.reject(lost) : Promise.resolve()),
      contacts: () => [],
      evict: () => {},
      calls: () => [],
      hangUpExtension: () => {},
      farEndCalls: () => [],
      notices: () => [],
      cdr: () => [],
      securityEvents: () => [],
      callBack: () => undefined,
      reset: () => {},
      notifyCheckSync,
    },
  };
}

/** A disk whose writes can be made to wait. */
function slowStore() {
  let held: Promise<void> = Promise.resolve();
  const store: StateStore = { load: async () => undefined, save: () => held };
  const hold = (): (() => void) => {
    let release = (): void => {};
    held = new Promise((resolve) => {
      release = resolve;
    });
    return () => release();
  };
  return { store, hold };
}

const keyType = (key: number) => (key <= 4 ? 41199 + key : 20200 + 5 * (key - 5));
const keyValue = (key: number) => (key <= 4 ? 41299 + key : 20201 + 5 * (key - 5));

/** From the phone's file to the answer to the filled form, over the address on its Login key. */
export async function submitLogin(
  { configServer }: StartedWeb,
  phone: WalkingPhone,
  mac: string,
  extension: string,
  pin: string,
): Promise<WalkedPage> {
  const config = await phone.config(configServer, mac);
  const key = [1, 2, 3, 4].find((number) => config.get(keyType(number)) === "901") ?? 0;
  return phone.submit(await phone.get(config.get(keyValue(key)) ?? ""), extension, pin);
}
