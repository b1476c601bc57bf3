import { randomBytes } from "node:crypto";
import type { Clock } from "../../model/clock.js";
import type { BackendEvent } from "../../model/control/backend-event.js";
import type { Lacking } from "../../model/control/evidence.js";
import type { Random } from "../../model/random.js";
import { type FarEnd, startFarEnd } from "../../psap/far-end.js";
import { farEndHost } from "../../psap/far-end-host.js";
import type { SipTimers } from "../../sip/timers.js";
import { Bans } from "../pbx/bans.js";
import { isEmergencyCall } from "../pbx/emergency-call.js";
import type { StoredFeatures } from "../pbx/extension-features.js";
import { startPbx } from "../pbx/pbx.js";
import type { Pbx } from "../pbx/pbx-port.js";
import { RefusedRequests } from "../pbx/refused-requests.js";
import type { Seams } from "../pbx/seams.js";
import type { StoredContact } from "../pbx/stored-contact.js";
import type { SetupStore } from "../setup-store.js";
import { startSwitch } from "../switch/switch.js";
import type { BackendIdentity } from "./identity.js";
import type { StartedParts } from "./started-parts.js";

/** A drachtio-server that runs elsewhere: its control port, and where phones reach its SIP side. */
export interface ExternalDrachtio {
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  readonly sipHost: string;
  /** UDP and TCP. */
  readonly sipPort: number;
  /** undefined: not given, so phones get the registered one. */
  readonly sipTlsPort: number | undefined;
  /** PEM of the authority of its certificate; undefined: phones know it by themselves. */
  readonly authority: string | undefined;
}

export interface SipStackOptions {
  /** Numeric address to listen on. */
  readonly host: string;
  readonly setup: SetupStore;
  readonly identity: BackendIdentity | undefined;
  readonly drachtio: ExternalDrachtio | undefined;
  readonly seams: Seams;
  readonly restore: readonly StoredContact[];
  readonly features: readonly StoredFeatures[];
  /** See `PbxOptions.strict`. */
  readonly strict: boolean;
  readonly timers: SipTimers | undefined;
  readonly clock: Clock;
  /** See `PbxOptions.hours`. */
  readonly hours: Pick<Clock, "wall">;
  readonly random: Random;
  /** Whether PBX and far ends talk and listen. */
  readonly sound: boolean;
  readonly onEvent: (event: BackendEvent) => void;
}

/** SIP server, PSAP and carrier, and the PBX between them. */
export interface SipStack {
  readonly sip: SipPlace;
  readonly farEnd: FarEnd;
  readonly pbx: Pbx;
  /** What cannot be known of a PBX that is not our own. */
  readonly lacks: Lacking;
}

/** Where phones register. */
interface SipPlace {
  readonly host: string;
  /** The address is that of a server of somebody else, no matter what phones are sent by this backend. */
  readonly external: boolean;
  readonly ports: { readonly udp: number; readonly tcp: number; readonly tls: number | undefined };
}

/** @throws DeskfleetError DF_SIP_BIND, DF_DRACHTIO_CONNECT */
export async function startSipStack(options: SipStackOptions, opened: StartedParts): Promise<SipStack> {
  const { host, drachtio, timers, setup, onEvent } = options;
  let pbx: Pbx | undefined;
  const bans = new Bans(() => setup.applied.current, options.clock);
  const refusals = new RefusedRequests(options.clock, () => setup.current, onEvent);
  const sip = await sipServer(options, opened, { refusals, bans }, (protocol, far) =>
    pbx?.connectionClosed({ protocol, ...far }),
  );
  const farEnd = await opened.keep(
    startFarEnd({
      host: farEndHost(host, drachtio ? [drachtio.host, drachtio.sipHost] : []),
      setup: () => setup.written,
      onCall: (view) => onEvent({ type: "psap", ...view }),
      onCallBack: (view) => onEvent({ type: "call-back", ...view }),
      onRefused: (refused) => refusals.refused({ ...refused, why: `${refused.why} (at the far end)` }),
      ...(timers && { timers }),
      ...(options.sound && { sound: { clock: options.clock, random: options.random.fork("far end") } }),
    }),
  );
  pbx = await opened.keep(
    startPbx({
      ...options,
      ...{ setup: setup.applied, refusals, bans },
      drachtio: sip.drachtio,
      farEnd: farEnd.peer,
    }),
  );
  return { sip, farEnd, pbx, lacks: {} };
}

interface SipServer extends SipPlace {
  readonly drachtio: { readonly host: string; readonly port: number; readonly secret: string };
}

/** The embedded switch, or the drachtio-server that the user named: the PBX cannot tell them apart. */
async function sipServer(
  { setup, timers, drachtio, identity, host }: SipStackOptions,
  opened: StartedParts,
  { refusals, bans }: { readonly refusals: RefusedRequests; readonly bans: Bans },
  onConnectionClosed: (protocol: "tcp" | "tls", far: { host: string; port: number }) => void,
): Promise<SipServer> {
  if (drachtio) {
    const { sipHost, sipPort, sipTlsPort, host: controlHost, port, secret } = drachtio;
    const ports = { udp: sipPort, tcp: sipPort, tls: sipTlsPort };
    return { host: sipHost, external: true, ports, drachtio: { host: controlHost, port, secret } };
  }
  const secret = randomBytes(16).toString("hex");
  const { sipPort, sipTlsPort } = setup.written;
  const started = await opened.keep(
    startSwitch({
      host,
      udpPort: sipPort,
      tcpPort: sipPort,
      ...(identity && { tls: { ...identity, port: sipTlsPort } }),
      secret,
      onConnectionClosed,
      isBanned: (host) => bans.isBanned(host),
      onRefused: (refused) => refusals.refused(refused),
      sparing: {
        isSpared: (request) => isEmergencyCall(request, setup.current),
        onSpared: (spared) => refusals.taken(spared),
      },
      ...(timers && { timers }),
    }),
  );
  const ports = { udp: started.udp.port, tcp: started.tcp.port, tls: started.tls?.port };
  return { host, external: false, ports, drachtio: { ...started.admin, secret } };
}
