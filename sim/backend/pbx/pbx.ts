import { header, type SipRequest } from "../../sip/message/message.js";
import { connectSipApp, type SipApp } from "../drachtio/sip-app.js";
import { CallControl, type CallControlOptions } from "./call-control.js";
import { CallRecords } from "./call-records.js";
import { sendCheckSync } from "./check-sync.js";
import { ContactTable } from "./contact-table.js";
import { DigestServer } from "./digest-server.js";
import { isEmergencyCall } from "./emergency-call.js";
import { endpointOf } from "./endpoint.js";
import { tellMailbox } from "./mailbox-notice.js";
import { Notices } from "./notices.js";
import { LateObserver } from "./observer.js";
import { otherMethods } from "./other-methods.js";
import type { Pbx, PbxOptions } from "./pbx-port.js";
import { Qualify } from "./qualify.js";
import { RefusedRequests } from "./refused-requests.js";
import { Registrar, type RegistrarOptions } from "./registrar.js";
import type { PacketSource } from "./registrar-rules.js";
import { intact } from "./seams.js";
import { SecurityLog } from "./security-log.js";
import { type Answered, type Handler, serveOne } from "./serve-one.js";
import { restoreContacts, storedContacts } from "./stored-contact.js";

/** PBX-18. */
const sweepIntervalMs = 30_000;

/**
 * Starts the PBX: a drachtio-srf app with registrar, calls and routes.
 * @throws DeskfleetError DF_DRACHTIO_CONNECT
 */
export async function startPbx(options: PbxOptions): Promise<Pbx> {
  const { setup, clock, farEnd, seams = intact, strict = true } = options;
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
    hours: options.hours ?? clock,
    strict,
    seams,
    digest,
    contacts,
    notices,
    records,
    security,
    qualify,
    observer,
    taken,
  };
  const accepted: RegistrarOptions["accepted"] = (extension, { bindings, evicted }) => {
    const told = [
      ...(setup.current.mailboxNotices && seams.contacts.tellsMailbox() ? bindings : []),
      ...(seams.contacts.tellsEvicted() ? evicted : []),
    ];
    if (told.length === 0) return;
    // After the answer, as Asterisk does.
    queueMicrotask(() => {
      if (connected.app !== undefined) tellMailbox(connected.app, extension, told);
    });
  };
  const registrar = new Registrar({ ...parts, note, accepted });
  const announced: CallControlOptions["announced"] = (call) =>
    options.onEvent({ type: "announcement", ...call });
  const keyLost: CallControlOptions["keyLost"] = (call) => options.onEvent({ type: "key-lost", ...call });
  const sound = options.sound === true ? { clock, random: options.random.fork("sound") } : undefined;
  const outsideCalls: CallControlOptions["outsideCalls"] = (told) =>
    options.onEvent({ type: "outside-calls", ...told });
  const onFeatures: CallControlOptions["onFeatures"] = (switched) =>
    options.onEvent({ type: "features", ...switched });
  const calls = new CallControl({ ...parts, refused, announced, keyLost, sound, outsideCalls, onFeatures });

  const prepare = (sip: SipApp): void => {
    const serve = (method: string, handler: Handler): void =>
      sip.use(method, (request, response) => {
        // The embedded switch lets none of these through; a drachtio-server of another process knows of no ban.
        if (options.bans?.isBanned(request.source_address)) return;
        serveOne(request, response, handler, answered);
      });
    serve("register", (message, source) => registrar.answerTo(message, source));
    serve("invite", (message, source, request, response) => {
      const invitation = { message, source, request, response };
      const isFromTrunk = source.host === farEnd.host && source.port === farEnd.port;
      return isFromTrunk ? calls.fromTrunk(sip, invitation) : calls.invite(sip, invitation);
    });
    serve("info", (message) => calls.info(message));
    for (const [method, answerOther] of Object.entries(otherMethods)) {
      serve(method, (message, source) =>
        answerOther(endpointOf(message, source.host, setup.current).user, setup.current, () =>
          digest.challenge(source.host, false),
        ),
      );
    }
  };
  // No call outlives the SIP server, and a phone that cannot be asked has not fallen silent.
  const lost = (reason: string): void => {
    note(reason);
    isLost = true;
    qualify.stop();
    calls.running.hangUpAll();
  };
  const { app, close } = await connectSipApp(options.drachtio, prepare, lost);
  connected.app = app;
  qualify.start();

  let stopSweep: () => void = () => {};
  const sweep = (): void => {
    if (seams.contacts.sweeps()) contacts.sweep(clock.now());
    digest.sweep();
    options.bans?.sweep();
    stopSweep = clock.after(sweepIntervalMs, sweep);
  };
  sweep();

  return {
    observe: (listener) => observer.listen(listener),
    present: () => [
      ...contacts.bound().map((each) => ({ type: "contact" as const, ...each, bound: true })),
      ...qualify.lost().map((phone) => ({ type: "qualified" as const, ...phone, reachable: false })),
      ...calls.running.outside().map((told) => ({ type: "outside-calls" as const, ...told })),
      ...calls.features.switched().map((switched) => ({ type: "features" as const, ...switched })),
    ],
    contacts: (extension) =>
      contacts
        .views(clock.now(), extension)
        .map((view) => (qualify.isReachable(view.uri) ? view : { ...view, reachable: false })),
    contactsOf: (extension) => contacts.live(extension, clock.now()),
    evict: (extension, except = []) => {
      const kept = contacts
        .live(extension, clock.now())
        .filter(({ mac }) => mac !== undefined && except.includes(mac));
      contacts.replace(extension, kept);
    },
    connectionClosed: (connection) => {
      if (!seams.contacts.endsWithConnection()) return;
      for (const extension of contacts.drop(connection)) {
        note(`extension ${extension}: contact dropped, its ${connection.protocol} connection is closed`);
      }
    },
    upToDate: () => Promise.resolve(),
    snapshot: () => storedContacts(contacts, clock),
    features: () => calls.features.switched(),
    calls: () => calls.running.views(),
    notices: () => notices.sent,
    cdr: () => records.written,
    securityEvents: () => security.events,
    callOf: (mac) => calls.running.callOf(mac),
    hangUp: (mac) => calls.running.hangUp(mac),
    hangUpExtension: (extension) => calls.running.hangUpExtension(extension),
    reset: () => {
      notices.forget();
      security.forget();
      options.bans?.forget();
      calls.features.forget();
      calls.running.hangUpAll();
      records.forget();
      for (const { extension } of contacts.all(clock.now())) contacts.replace(extension, []);
    },
    notifyCheckSync: async (mac, reboot) => {
      const nowMs = clock.now();
      const phone = contacts.ofMac(mac, nowMs);
      if (!phone) return false;
      const asked = seams.notify(reboot);
      if (asked === "withhold") return true;
      const { policies } = setup.current;
      const onRefused = (uri: string, status: number): void =>
        note(`check-sync to ${uri} answered with ${status}`);
      return sendCheckSync(phone, asked, { app, contacts, policies, nowMs, onRefused });
    },
    stop: async () => {
      stopSweep();
      qualify.stop();
      calls.running.hangUpAll();
      await close();
    },
  };
}
