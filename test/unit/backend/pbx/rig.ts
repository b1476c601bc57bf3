import { makeLabCertificates } from "../../../../sim/backend/certificates.js";
import { createFaultSet } from "../../../../sim/backend/faults/fault-set.js";
import { pbxSeams } from "../../../../sim/backend/faults/pbx-seams.js";
import { faultLens } from "../../../../sim/backend/faults/setup-lens.js";
import type { Bans } from "../../../../sim/backend/pbx/bans.js";
import { isEmergencyCall } from "../../../../sim/backend/pbx/emergency-call.js";
import type { PbxObserver } from "../../../../sim/backend/pbx/observer.js";
import { startPbx } from "../../../../sim/backend/pbx/pbx.js";
import type { Pbx, PbxEvent } from "../../../../sim/backend/pbx/pbx-port.js";
import { RefusedRequests } from "../../../../sim/backend/pbx/refused-requests.js";
import { intact, type Seams } from "../../../../sim/backend/pbx/seams.js";
import type { StoredContact } from "../../../../sim/backend/pbx/stored-contact.js";
import { createSetupStore, type SetupStore } from "../../../../sim/backend/setup-store.js";
import { startSwitch } from "../../../../sim/backend/switch/switch.js";
import type { Clock } from "../../../../sim/model/clock.js";
import type { FarEndCallView } from "../../../../sim/model/control/control-api.js";
import { createRandom } from "../../../../sim/model/random.js";
import type { FaultName } from "../../../../sim/model/rules/faults.js";
import type { Setup } from "../../../../sim/model/setup/setup.js";
import { type FarEnd, startFarEnd } from "../../../../sim/psap/far-end.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import type { SipTimers } from "../../../../sim/sip/timers.js";
import type { SocketAddress } from "../../../../sim/sip/transport/transport.js";
import { TestPhone, type TestProtocol } from "./test-phone.js";
import { twoOffices } from "./two-offices.js";

/** Switch, PBX and far end on loopback, and phones on them. */
export interface Rig {
  readonly pbx: Pbx;
  readonly farEnd: FarEnd;
  readonly setup: SetupStore;
  readonly sip: SocketAddress;
  readonly notes: readonly string[];
  /** Of the notes those that somebody has to do something about. */
  readonly warnings: readonly string[];
  /** What callers were told, as `all-busy to 1001 for 911`. */
  readonly announced: readonly string[];
  /** What an observer was told, as `callStarted 001fc1…`. */
  readonly observed: string[];
  /** Which extensions phones are bound to, in order, as `1001 bound` and `1001 unbound`. */
  readonly bound: readonly string[];
  /** Which extensions' phones answer OPTIONS no more or again, in order, as `9000 silent` and `9000 answers`. */
  readonly qualified: readonly string[];
  /** Resolves when a TCP or TLS connection of a phone has ended. */
  readonly connectionClosed: Promise<void>;
  /** Breaks rules from now on. */
  bend(seams: Partial<Seams>): void;
  /** What the far end told, in order; resolves when there are that many. */
  farEndCalls(count: number): Promise<readonly FarEndCallView[]>;
  /** A phone with the credentials of an extension, at an address of loopback. */
  phone(extension: string, host?: string, protocol?: TestProtocol): Promise<TestPhone>;
  /** Ends the SIP server alone, as a crash would. */
  stopSipServer(): Promise<void>;
  stop(): Promise<void>;
}

export interface RigOptions {
  /** Default: true. */
  readonly strict?: boolean;
  /** With a certificate of a lab authority, for phones on TLS. */
  readonly tls?: boolean;
  /** That the PBX alone knows of, as behind a drachtio-server of another process. */
  readonly bans?: Bans;
  /** Contacts of an earlier run. */
  readonly restore?: readonly StoredContact[];
  /** Of PBX and far end; default: those of RFC 3261. */
  readonly timers?: SipTimers;
  /** Of the PBX; default: that of the system. */
  readonly clock?: Clock;
  /** Rules that are broken on purpose. */
  readonly faults?: readonly FaultName[];
  /** Bends the setup that the PBX sees. */
  readonly bend?: (setup: Setup) => Setup;
}

export async function startRig(changes: Partial<Setup> = {}, options: RigOptions = {}): Promise<Rig> {
  const faults = createFaultSet();
  for (const fault of options.faults ?? []) faults.set(fault);
  const setup = createSetupStore(twoOffices(changes), {
    lens: options.bend ? { version: 1, bend: options.bend } : faultLens(faults),
  });
  let seams: Seams = options.faults ? pbxSeams(faults) : intact;
  const observed: string[] = [];
  const bound: string[] = [];
  const qualified: string[] = [];
  let closed: () => void = () => {};
  const connectionClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const notes: string[] = [];
  const warnings: string[] = [];
  const announced: string[] = [];
  const onEvent = (event: PbxEvent): void => {
    if (event.type === "announcement") {
      announced.push(`${event.says} to ${event.extension} for ${event.number}`);
      return;
    }
    if (event.type === "contact") bound.push(`${event.extension} ${event.bound ? "bound" : "unbound"}`);
    if (event.type === "qualified") {
      qualified.push(`${event.extension} ${event.reachable ? "answers" : "silent"}`);
    }
    if (event.type !== "backend-note") return;
    notes.push(event.text);
    if (event.level === "warn") warnings.push(event.text);
  };
  const refusals = new RefusedRequests(systemClock, () => setup.current, onEvent);
  const told: FarEndCallView[] = [];
  let heard: () => void = () => {};
  const secret = "control";
  const lab = options.tls
    ? await makeLabCertificates({ names: ["127.0.0.1"], kind: "good", now: new Date() })
    : undefined;
  const sip = await startSwitch({
    host: "127.0.0.1",
    udpPort: 0,
    tcpPort: 0,
    secret,
    ...(lab && { tls: { ...lab, port: 0 } }),
    ...(options.timers && { timers: options.timers }),
    onRefused: (refused) => refusals.refused(refused),
    sparing: {
      isSpared: (request) => isEmergencyCall(request, setup.current),
      onSpared: (spared) => refusals.taken(spared),
    },
    onConnectionClosed: (protocol, far) => {
      pbx.connectionClosed({ protocol, ...far });
      closed();
    },
  });
  const farEnd = await startFarEnd({
    host: "127.0.0.1",
    ...(options.timers && { timers: options.timers }),
    setup: () => setup.written,
    onRefused: (refused) => refusals.refused({ ...refused, why: `${refused.why} (at the far end)` }),
    onCall: (view) => {
      told.push(view);
      heard();
    },
  });
  const pbx: Pbx = await startPbx({
    drachtio: { ...sip.admin, secret },
    setup: setup.applied,
    ...(options.restore && { restore: options.restore }),
    seams: {
      decision: (decision, request) => seams.decision(decision, request),
      failover: (goesOn) => seams.failover(goesOn),
      endsLateAnswers: () => seams.endsLateAnswers(),
      refusalsNeeded: (rung) => seams.refusalsNeeded(rung),
      notify: (reboot) => seams.notify(reboot),
      notice: (notice) => seams.notice(notice),
      registrar: seams.registrar,
      authentication: seams.authentication,
      contacts: seams.contacts,
      accountCode: (pin) => seams.accountCode(pin),
    },
    onEvent,
    refusals,
    ...(options.strict !== undefined && { strict: options.strict }),
    ...(options.bans && { bans: options.bans }),
    farEnd: farEnd.peer,
    clock: options.clock ?? systemClock,
    random: createRandom(1),
  });
  pbx.observe(writingTo(observed));
  const phones: TestPhone[] = [];
  return {
    pbx,
    farEnd,
    observed,
    bound,
    qualified,
    connectionClosed,
    bend: (bent) => {
      seams = { ...intact, ...bent };
    },
    setup,
    sip: sip.udp,
    notes,
    warnings,
    announced,
    farEndCalls: (count) =>
      new Promise((resolve) => {
        heard = () => {
          if (told.length >= count) resolve(told);
        };
        heard();
      }),
    phone: async (extension, host, protocol = "udp") => {
      const password = setup.current.extensions[extension]?.secret ?? "none";
      const server = sip[protocol] ?? sip.udp;
      const account = { user: extension, password, authority: lab?.authority };
      const phone = await TestPhone.open(server, account, host, protocol);
      phones.push(phone);
      return phone;
    },
    stopSipServer: () => sip.stop(),
    stop: async () => {
      for (const phone of phones) phone.close();
      await pbx.stop();
      await farEnd.stop();
      await sip.stop();
    },
  };
}

function writingTo(observed: string[]): PbxObserver {
  return {
    registered: (mac, extension) => observed.push(`registered ${mac} ${extension}`),
    refused: (mac, extension, status) => observed.push(`refused ${mac} ${extension} ${status}`),
    callStarted: (mac) => observed.push(`callStarted ${mac}`),
    callEnded: (mac) => observed.push(`callEnded ${mac}`),
  };
}
