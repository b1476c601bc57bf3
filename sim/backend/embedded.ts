import { randomBytes } from "node:crypto";
import type { BackendStatus } from "../model/control-api.js";
import { DeskfleetError, DeskfleetErrors } from "../model/errors.js";
import type { Profiles } from "../model/profile.js";
import { createRandom } from "../model/random.js";
import type { Setup } from "../model/setup.js";
import { systemClock } from "../sip/system-clock.js";
import type { SipTimers } from "../sip/timers.js";
import type { BackendEvent } from "../transcript/event.js";
import { createFaultSet, type FaultSet } from "./fault-set.js";
import { startFarEnd } from "./pbx/far-end.js";
import { farEndHost } from "./pbx/far-end-host.js";
import { startPbx } from "./pbx/pbx.js";
import { refusedBySave } from "./save-rules.js";
import { createSetupStore, type SetupStore } from "./setup-store.js";
import { startSwitch } from "./switch/switch.js";
import { startControlServer } from "./web/control-server.js";
import { Desks } from "./web/desks.js";
import { EventStream } from "./web/event-stream.js";
import { startPhoneWeb } from "./web/phone-web.js";

const defaultHost = "127.0.0.1";

/** A drachtio-server that runs elsewhere: its control port, and where phones reach its SIP side. */
export interface ExternalDrachtio {
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  readonly sipHost: string;
  /** UDP and TCP. */
  readonly sipPort: number;
}

export interface EmbeddedBackendOptions {
  readonly setup: Setup;
  readonly profiles: Profiles;
  /** Numeric address that phones reach; default 127.0.0.1. Control API and far end stay on loopback. */
  readonly host?: string;
  /** Default: any free one. Web and SIP ports stand in the setup. */
  readonly controlPort?: number;
  readonly seed: number;
  /** Whether the control API may break rules on purpose. */
  readonly faultsEnabled: boolean;
  /** RFC 3261 values if left out. */
  readonly timers?: SipTimers;
  /** Absent: the embedded switch. */
  readonly drachtio?: ExternalDrachtio;
  /** Hears what readers of the control API's event stream hear, from the start on. */
  readonly onEvent?: (event: BackendEvent) => void;
}

/** The PBX with its hot-desk module, running. */
export interface EmbeddedBackend {
  readonly status: BackendStatus;
  /** Base address of the control API. */
  readonly controlUrl: string;
  /** Resolves when every port is free again. */
  stop(): Promise<void>;
}

/**
 * Starts SIP server, PBX, far end, phone web server and control API.
 * @throws DeskfleetErrors (DF_FILE_SCHEMA) where a policy refuses to save the setup;
 *   DeskfleetError DF_SIP_BIND, DF_DRACHTIO_CONNECT, DF_BACKEND_START. Whatever was open is closed then.
 */
export async function startEmbeddedBackend(options: EmbeddedBackendOptions): Promise<EmbeddedBackend> {
  refuseUnsaved(options);
  const opened: Closable[] = [];
  try {
    return await assemble(options, opened);
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

interface Closable {
  stop(): Promise<void>;
}

/** The last opened goes first: nothing outlives what it stands on. */
async function closeAll(opened: Closable[]): Promise<void> {
  for (let part = opened.pop(); part; part = opened.pop()) await part.stop();
}

type Keep = <Part extends Closable>(starting: Promise<Part>) => Promise<Part>;

/** What the parts of a backend have in common. */
interface Shared {
  readonly setup: SetupStore;
  readonly faults: FaultSet;
  readonly onEvent: (event: BackendEvent) => void;
}

async function assemble(options: EmbeddedBackendOptions, opened: Closable[]): Promise<EmbeddedBackend> {
  const keep: Keep = async (starting) => {
    const part = await starting;
    opened.push(part);
    return part;
  };
  const events = new EventStream();
  const onEvent = (event: BackendEvent): void => {
    events.publish(event);
    options.onEvent?.(event);
  };
  const shared = {
    setup: createSetupStore(options.setup, { profiles: options.profiles }),
    faults: createFaultSet(),
    onEvent,
  };

  const { sip, farEnd, pbx } = await startSipSide(options, shared, keep);
  const desks = new Desks({ ...shared, notifyCheckSync: pbx.notifyCheckSync });
  const web = await keep(startWebFor(options, shared, desks, sip));
  const status = (): BackendStatus => ({
    setup: shared.setup.current.setup,
    configServer: web.configServer,
    sip: { host: sip.host, udpPort: sip.udpPort, tcpPort: sip.tcpPort, tlsPort: undefined },
    certificateAuthority: undefined,
    faultsEnabled: options.faultsEnabled,
    faults: shared.faults.list(),
  });
  const control = await keep(
    startControlServer({
      ...shared,
      port: options.controlPort ?? 0,
      events,
      status,
      desks,
      pbx: { ...pbx, farEndCalls: () => farEnd.calls() },
    }),
  );
  return {
    get status() {
      return status();
    },
    controlUrl: control.url,
    stop: () => closeAll(opened),
  };
}

/** SIP server, PSAP and carrier, and the PBX between them. */
async function startSipSide(options: EmbeddedBackendOptions, shared: Shared, keep: Keep) {
  const { host = defaultHost, drachtio, timers, seed } = options;
  const sip = await sipServer(options, host, keep);
  const farEnd = await keep(
    startFarEnd({
      host: farEndHost(host, drachtio ? [drachtio.host, drachtio.sipHost] : []),
      setup: shared.setup,
      onCall: (view) => shared.onEvent({ type: "psap", ...view }),
      ...(timers && { timers }),
    }),
  );
  const pbx = await keep(
    startPbx({
      ...shared,
      drachtio: sip.drachtio,
      farEnd: farEnd.address,
      clock: systemClock,
      random: createRandom(seed).fork("pbx"),
    }),
  );
  return { sip, farEnd, pbx };
}

function startWebFor(
  { host = defaultHost, profiles }: EmbeddedBackendOptions,
  shared: Shared,
  desks: Desks,
  { host: sipHost, udpPort, tcpPort }: SipServer,
) {
  const sipPort = shared.setup.current.sipTransport === "tcp" ? tcpPort : udpPort;
  return startPhoneWeb({
    ...shared,
    host,
    profiles,
    desks,
    sip: `${sipHost}:${sipPort}`,
    clock: systemClock,
  });
}

interface SipServer {
  readonly host: string;
  readonly udpPort: number;
  readonly tcpPort: number;
  readonly drachtio: { readonly host: string; readonly port: number; readonly secret: string };
}

/** The embedded switch, or the drachtio-server that the user named: the PBX cannot tell them apart. */
async function sipServer(
  { setup, timers, drachtio }: EmbeddedBackendOptions,
  host: string,
  keep: Keep,
): Promise<SipServer> {
  if (drachtio) {
    const { sipHost, sipPort, ...control } = drachtio;
    return { host: sipHost, udpPort: sipPort, tcpPort: sipPort, drachtio: control };
  }
  const secret = randomBytes(16).toString("hex");
  const { sipPort } = setup;
  const started = await keep(
    startSwitch({ host, udpPort: sipPort, tcpPort: sipPort, secret, ...(timers && { timers }) }),
  );
  return {
    host,
    udpPort: started.udp.port,
    tcpPort: started.tcp.port,
    drachtio: { ...started.admin, secret },
  };
}

/** What could not have been saved cannot be started with either. */
function refuseUnsaved({ setup, profiles }: EmbeddedBackendOptions): void {
  const refused = refusedBySave(setup, profiles);
  if (refused.length === 0) return;
  throw new DeskfleetErrors(refused.map((text) => new DeskfleetError("DF_FILE_SCHEMA", text)));
}
