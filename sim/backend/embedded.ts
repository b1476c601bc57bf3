import type { BackendEvent } from "../model/control/backend-event.js";
import type { BackendStatus } from "../model/control/control-api.js";
import { DeskfleetError, DeskfleetErrors } from "../model/errors.js";
import { createRandom } from "../model/random.js";
import type { Setup } from "../model/setup/setup.js";
import { systemClock } from "../sip/system-clock.js";
import type { ExternalAsterisk } from "./assembly/asterisk-stack.js";
import { limitsOf } from "./assembly/backend-limits.js";
import { startHotDesking } from "./assembly/hot-desking.js";
import { type BackendIdentity, identityOf } from "./assembly/identity.js";
import { type EmbeddedBackendOptions, withPorts } from "./assembly/options.js";
import { type SipStack, type SipStackOptions, startSipStack } from "./assembly/sip-stack.js";
import { StartedParts } from "./assembly/started-parts.js";
import { createFaultSet } from "./faults/fault-set.js";
import { hotdeskSeams } from "./faults/hotdesk-seams.js";
import { pageSeams } from "./faults/page-seams.js";
import { pbxSeams } from "./faults/pbx-seams.js";
import { faultLens } from "./faults/setup-lens.js";
import { submitSeam } from "./faults/submit-seam.js";
import { ModuleClock } from "./module/module-clock.js";
import { memoryStateStore } from "./module/state-store.js";
import type { StoredFeatures } from "./pbx/extension-features.js";
import type { StoredContact } from "./pbx/stored-contact.js";
import { refusedBySave } from "./save-rules.js";
import { createSetupStore, type SetupStates } from "./setup-store.js";
import { startControlServer } from "./web/control-server.js";
import { EventStream } from "./web/event-stream.js";

const defaultHost = "127.0.0.1";

/** The PBX with its hot-desk module, running. */
export interface EmbeddedBackend {
  readonly status: BackendStatus;
  /** Base address of the control API. */
  readonly controlUrl: string;
  /** As it was changed since the start. */
  readonly setup: Setup;
  /** What its PBX has of that. */
  readonly applied: Setup;
  /** undefined: nothing is encrypted. */
  readonly identity: BackendIdentity | undefined;
  /** Registered contacts that outlive a restart (PBX-60). */
  contacts(): readonly StoredContact[];
  /** What people have switched by feature codes, which outlives a restart too. */
  features(): readonly StoredFeatures[];
  /**
   * Takes no further request, saves, and resolves when every port is free again.
   * @param graceMs that running requests have to end; default: none
   */
  stop(graceMs?: number): Promise<void>;
}

/**
 * Starts SIP server, PBX, far end, phone web server and control API.
 * @throws DeskfleetErrors (DF_FILE_SCHEMA) where a policy refuses to save the setup; DeskfleetError DF_SIP_BIND,
 *   DF_DRACHTIO_CONNECT, DF_BACKEND_START, DF_STATE_FOLDER. Everything that was open is closed then.
 */
export async function startEmbeddedBackend(options: EmbeddedBackendOptions): Promise<EmbeddedBackend> {
  refuseUnsaved(options);
  const opened = new StartedParts();
  try {
    return await assemble(options, opened);
  } catch (error) {
    await opened.closeAll().catch(() => undefined); // what kept it from starting says more
    throw error;
  }
}

/** What could not have been saved cannot be started with either. */
function refuseUnsaved({ setup, profiles }: EmbeddedBackendOptions): void {
  const refused = refusedBySave(setup, profiles);
  if (refused.length === 0) return;
  throw new DeskfleetErrors(refused.map((text) => new DeskfleetError("DF_FILE_SCHEMA", text)));
}

async function assemble(options: EmbeddedBackendOptions, opened: StartedParts): Promise<EmbeddedBackend> {
  const { profiles, host = defaultHost, ports = {}, store = memoryStateStore() } = options;
  let present = (): readonly BackendEvent[] => [];
  const events = new EventStream(() => present());
  const onEvent = (event: BackendEvent): void => {
    events.publish(event);
    options.onEvent?.(event);
  };
  const faults = createFaultSet();
  const bends = { lens: faultLens(faults), seam: submitSeam(faults) };
  const waiting = options.applied === options.setup ? undefined : options.applied;
  const setup = createSetupStore(withPorts(options.setup, ports), {
    ...{ profiles, ...bends },
    ...(waiting && { applied: withPorts(waiting, ports) }),
    onApplied: () => onEvent({ type: "applied" }),
    ...(options.keepSetup && { keep: keeper(options.keepSetup, onEvent) }),
  });
  await opened.keep(Promise.resolve({ stop: () => setup.settled().catch(() => undefined) })); // reported by the keeper
  const identity = await identityOf(setup.written, {
    ...{ host, given: options.identity, store: options.authority },
    warn: (text) => onEvent({ type: "backend-note", level: "warn", text }),
  });
  const shared = { host, setup, identity, clock: systemClock, onEvent };

  const { drachtio, asterisk, timers, contacts: restore = [], features = [] } = options;
  const random = createRandom(options.seed).fork("pbx");
  const pbxFaults = pbxSeams(faults);
  const moduleClock = new ModuleClock(systemClock);
  const sipOptions = {
    ...{ ...shared, drachtio, timers, restore, features, random, seams: pbxFaults, hours: moduleClock },
    strict: options.strictSip ?? true,
    sound: options.sound ?? true,
  };
  const sipSide = await (asterisk
    ? startInFrontOf(asterisk, sipOptions, opened)
    : startSipStack(sipOptions, opened));
  const seams = { ...hotdeskSeams(faults, profiles, () => setup.current), ...pageSeams(faults) };
  const { web, ...module } = await startHotDesking(
    { ...shared, profiles, seams, store, moduleClock },
    sipSide,
    opened,
  );

  const { sip, farEnd, pbx, lacks } = sipSide;
  present = () => [
    ...pbx.present(),
    ...farEnd.trunks.changed.map((each) => ({ type: "trunk" as const, ...each })),
    ...(moduleClock.isMoved ? [clockEvent(moduleClock)] : []),
  ];
  const status = (): BackendStatus => ({
    setup: setup.written.setup,
    configServer: web.configServer,
    sip: { host: sip.host, udpPort: sip.ports.udp, tcpPort: sip.ports.tcp, tlsPort: sip.ports.tls },
    certificateAuthority: trusted([identity?.authority, drachtio?.authority, asterisk?.authority]),
    faultsEnabled: options.faultsEnabled,
    faults: faults.list(),
    ...(asterisk && { lacks }),
  });
  const control = await opened.keep(
    startControlServer({
      ...{ ...module, setup, faults, events, status, onEvent, limits: limitsOf(options, setup.applied) },
      trunks: farEnd.trunks,
      port: ports.control ?? 0,
      ...(options.onChange && { onChange: options.onChange }),
      pbx: {
        ...pbx,
        farEndCalls: () => farEnd.calls(),
        callBack: (number) => farEnd.callBack(number, `${sip.host}:${sip.ports.udp}`),
        reset: () => {
          farEnd.hangUp();
          pbx.reset();
          farEnd.forget();
        },
      },
    }),
  );
  return {
    get status() {
      return status();
    },
    get setup() {
      return setup.written;
    },
    get applied() {
      return setup.states.applied;
    },
    identity,
    controlUrl: control.url,
    contacts: () => pbx.snapshot(),
    features: () => pbx.features(),
    stop: async (graceMs) => {
      // What one of them throws, it throws again below, when the rest is stopped.
      await Promise.allSettled([control.stop(graceMs), web.stop(graceMs)]);
      await opened.closeAll();
    },
  };
}

/** A backend of its own PBX, which most are, loads none of what speaks with Asterisk. */
async function startInFrontOf(
  asterisk: ExternalAsterisk,
  options: SipStackOptions,
  opened: StartedParts,
): Promise<SipStack> {
  const { startAsteriskStack } = await import("./assembly/asterisk-stack.js");
  return startAsteriskStack(options, asterisk, opened);
}

function clockEvent(clock: ModuleClock): BackendEvent {
  return { type: "clock", wallMs: clock.wall(), frozen: clock.isHeld };
}

/** One PEM of all that phones have to trust; undefined: nothing that they do not know by themselves. */
function trusted(authorities: readonly (string | undefined)[]): string | undefined {
  const told = authorities.filter((each) => each !== undefined);
  return told.length === 0 ? undefined : told.join("\n");
}

function keeper(save: (states: SetupStates) => Promise<void>, onEvent: (event: BackendEvent) => void) {
  const failed = (error: unknown): void =>
    onEvent({ type: "backend-note", text: `the setup could not be saved: ${String(error)}` });
  return { save, failed };
}
