import { header, type SipRequest } from "../../sip/message/message.js";
import { connectSipApp, type SipApp } from "../drachtio/sip-app.js";
import { CallControl, type CallControlOptions } from "./call-control.js";
import { CallRecords } from "./call-records.js";
import { ContactTable } from "./contact-table.js";
import { DigestServer } from "./digest-server.js";
import { isEmergencyCall } from "./emergency-call.js";
import { Notices } from "./notices.js";
import { LateObserver } from "./observer.js";
import type { Pbx, PbxOptions } from "./pbx-port.js";
import { Qualify } from "./qualify.js";
import { RefusedRequests } from "./refused-requests.js";
import { Registrar } from "./registrar.js";
import type { PacketSource } from "./registrar-rules.js";
import { runningPbx } from "./running-pbx.js";
import { intact } from "./seams.js";
import { SecurityLog } from "./security-log.js";
import type { Answered } from "./serve-one.js";
import { openSipDoor } from "./sip-door.js";
import { restoreContacts } from "./stored-contact.js";
import { toldAfterRegister } from "./told-after-register.js";

/** PBX-18. */
const sweepIntervalMs = 30_000;

/**
 * Starts the PBX: a drachtio-srf app with registrar, calls and routes.
 * @throws DeskfleetError DF_DRACHTIO_CONNECT
 */
export async function startPbx(options: PbxOptions): Promise<Pbx> {
  const { setup, clock, seams = intact, strict = true } = options;
  const note = (text: string): void => options.onEvent({ type: "backend-note", text });
  const refusals = options.refusals ?? new RefusedRequests(clock, () => setup.current, options.onEvent);
  const contacts = new ContactTable((extension, mac, bound) => {
    options.onEvent({ type: "contact", extension, mac, bound });
    if (!bound) qualify.unbound({ extension, mac });
  });
  const connected: { app?: SipApp } = {};
  const qualify = new Qualify({
    ...{ app: () => connected.app, setup, contacts, clock, seams: seams.contacts },
    onChange: (told) => options.onEvent({ type: "qualified", ...told }),
  });
  restoreContacts(contacts, seams.contacts.restored(options.restore ?? []), setup.current, clock);
  const digest = new DigestServer(clock);
  const observer = new LateObserver();
  const security = new SecurityLog(() => clock.wall(), seams.contacts);
  const notices = new Notices(() => setup.current, seams);
  const records = new CallRecords(clock, options.hours ?? clock, seams);
  const taken = (request: SipRequest, from: PacketSource, what: string): void => {
    // An emergency call is taken with --strict too.
    const optional = !strict && !isEmergencyCall(request, setup.current);
    const why = optional ? `${what} (as Asterisk does; --strict refuses it)` : what;
    refusals.taken({ request, userAgent: header(request, "User-Agent"), from, status: undefined, why });
  };
  let isLost = false;
  const refused: CallControlOptions["refused"] = (request, from, answered) => {
    // What is said without a SIP server reaches nobody.
    if (!isLost) refusals.refused({ request, userAgent: undefined, from, ...answered });
  };
  const answered = (odd: Answered): void => {
    refusals.refused(odd);
    const failed = odd.status === 401 || (odd.status === 403 && odd.request.method === "REGISTER");
    const banned = failed ? options.bans?.failed(odd.from.host) : undefined;
    if (banned === undefined) return;
    const { text, ...ban } = banned;
    note(text);
    options.onEvent({ type: "ban", ...ban });
  };
  const parts = {
    ...options,
    ...{ hours: options.hours ?? clock, strict, seams, digest, contacts, notices, records, security },
    ...{ qualify, observer, taken, note },
  };
  const accepted = toldAfterRegister(setup, seams, () => connected.app);
  const registrar = new Registrar({ ...parts, accepted });
  const calls = new CallControl({
    ...parts,
    refused,
    announced: (call) => options.onEvent({ type: "announcement", ...call }),
    keyLost: (call) => options.onEvent({ type: "key-lost", ...call }),
    sound: options.sound === true ? { clock, random: options.random.fork("sound") } : undefined,
    outsideCalls: (told) => options.onEvent({ type: "outside-calls", ...told }),
    onFeatures: (switched) => options.onEvent({ type: "features", ...switched }),
  });
  // No call outlives the SIP server, and a phone that cannot be asked has not fallen silent.
  const lost = (reason: string): void => {
    note(reason);
    isLost = true;
    qualify.stop();
    calls.running.hangUpAll();
  };
  const connection = await connectSipApp(
    options.drachtio,
    (sip) => openSipDoor(sip, { ...parts, registrar, calls, answered }),
    lost,
  );
  connected.app = connection.app;
  qualify.start();

  let stopSweep: () => void = () => {};
  const sweep = (): void => {
    if (seams.contacts.sweeps()) contacts.sweep(clock.now());
    digest.sweep();
    options.bans?.sweep();
    stopSweep = clock.after(sweepIntervalMs, sweep);
  };
  sweep();
  return runningPbx({ ...parts, calls }, connection, () => stopSweep());
}
