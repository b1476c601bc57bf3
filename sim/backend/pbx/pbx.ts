import type { Clock } from "../../model/clock.js";
import type { BackendEvent } from "../../model/control/backend-event.js";
import type { ContactView, NoticeView } from "../../model/control/control-api.js";
import type { Mac } from "../../model/mac.js";
import type { Random } from "../../model/random.js";
import type { TrunkRoad } from "../../psap/trunk-road.js";
import { header, type SipRequest } from "../../sip/message/message.js";
import { parseMessage } from "../../sip/message/parse.js";
import {
  connectSipApp,
  type DrachtioAddress,
  type IncomingRequest,
  type OutgoingResponse,
  type SipApp,
} from "../drachtio/sip-app.js";
import type { SetupView } from "../setup-store.js";
import { sipReading } from "../sip-reading.js";
import { type Answer, answer } from "./answer.js";
import type { Bans } from "./bans.js";
import { CallControl, type CallControlOptions } from "./call-control.js";
import { sendCheckSync } from "./check-sync.js";
import { ContactTable } from "./contact-table.js";
import { DigestServer } from "./digest-server.js";
import { isEmergencyCall } from "./emergency-call.js";
import { endpointOf } from "./endpoint.js";
import type { StoredFeatures } from "./extension-features.js";
import { Notices } from "./notices.js";
import { LateObserver, type PbxObserver } from "./observer.js";
import { otherMethods } from "./other-methods.js";
import { Qualify } from "./qualify.js";
import { RefusedRequests } from "./refused-requests.js";
import { Registrar } from "./registrar.js";
import type { PacketSource } from "./registrar-rules.js";
import type { PbxCallView } from "./running-calls.js";
import { intact, type Seams } from "./seams.js";
import { restoreContacts, type StoredContact, storedContacts } from "./stored-contact.js";

/** What the PBX reports while it runs. Calls that reach the far end are reported by the far end. */
export type PbxEvent = Extract<
  BackendEvent,
  { type: "announcement" | "backend-note" | "ban" | "contact" | "features" | "outside-calls" }
>;

export interface PbxOptions {
  /** Control port of the SIP server: the embedded switch, or a real drachtio-server. */
  readonly drachtio: DrachtioAddress;
  readonly setup: SetupView;
  /** Rules that are broken on purpose; default: none. */
  readonly seams?: Seams;
  /** Contacts of an earlier run (`Pbx.snapshot`), PBX-60. */
  readonly restore?: readonly StoredContact[];
  /** What was switched in an earlier run (`Pbx.features`). */
  readonly features?: readonly StoredFeatures[];
  readonly onEvent: (event: PbxEvent) => void;
  /**
   * Whether what Asterisk takes against the RFCs is refused, so that a defect of a phone is seen (PBX-58). Otherwise it
   * is taken with a warning, as it always is in an emergency call. Default: true.
   */
  readonly strict?: boolean;
  /** Who is not answered any more; default: nobody is counted. */
  readonly bans?: Bans;
  /** Where refusals are reported; default: through `onEvent`. */
  readonly refusals?: RefusedRequests;
  /** PSAP and carrier. */
  readonly farEnd: TrunkRoad;
  readonly clock: Clock;
  /** What the hours of routes go by; default: `clock`. */
  readonly hours?: Pick<Clock, "wall">;
  readonly random: Random;
}

/** The running PBX. Phones are known by the MAC in their User-Agent. */
export interface Pbx {
  /** From now on this one hears what phones do, instead of an earlier one; undefined: none. */
  observe(observer: PbxObserver | undefined): void;
  /**
   * What somebody has to hear who has heard nothing so far: phones that are bound, calls that leave, switched features.
   */
  present(): readonly PbxEvent[];
  /** @param extension absent: contacts of all extensions. */
  contacts(extension?: string): ContactView[];
  /** The phones that an extension is registered from; of one contact each, ghosts included (PBX-64). */
  contactsOf(extension: string): readonly { readonly mac: Mac | undefined }[];
  /**
   * Forgets the contacts of an extension. Their phones are not notified (PBX-65).
   * @param except phones that keep theirs
   */
  evict(extension: string, except?: readonly Mac[]): void;
  /**
   * A phone's TCP or TLS connection is closed, and with it goes the contact that was registered over it (PBX-61). Only
   * an embedded SIP server can say so: its control protocol has no word for it.
   */
  connectionClosed(connection: PacketSource): void;
  /** The contacts that survive a restart, to be kept by the code that starts the PBX. */
  snapshot(): readonly StoredContact[];
  /** What people have switched by feature codes; it survives a restart as contacts do. */
  features(): readonly StoredFeatures[];
  calls(): PbxCallView[];
  /** What routes have sent of calls (PBX-98). */
  notices(): readonly NoticeView[];
  /** Any dialog of a phone counts: ringing, talking, held. */
  callOf(mac: Mac): "none" | "call" | "emergency";
  /** Ends the calls of a phone, of a call that rings others too its own leg alone. Never an emergency call. */
  hangUp(mac: Mac): void;
  /** Ends the calls from and to an extension. Never an emergency call. */
  hangUpExtension(extension: string): void;
  /**
   * Ends every call, emergency calls too, and forgets every contact, notice, switched feature and ban. Phones are not
   * notified.
   */
  reset(): void;
  /**
   * Sends NOTIFY check-sync to that phone (policy `resync-address`).
   * @returns false where no contact names that MAC, or the SIP server refused.
   */
  notifyCheckSync(mac: Mac, reboot: boolean): Promise<boolean>;
  /** Ends all calls and disconnects from the SIP server. */
  stop(): Promise<void>;
}

/** PBX-18. */
const sweepIntervalMs = 30_000;

type Handler = (
  message: SipRequest,
  source: PacketSource,
  request: IncomingRequest,
  response: OutgoingResponse,
) => Answer | undefined;

/**
 * Starts the PBX: a drachtio-srf app with registrar, calls and routes.
 * @throws DeskfleetError DF_DRACHTIO_CONNECT
 */
export async function startPbx(options: PbxOptions): Promise<Pbx> {
  const { setup, clock, farEnd, seams = intact, strict = true } = options;
  const note = (text: string): void => options.onEvent({ type: "backend-note", text });
  const refusals = options.refusals ?? new RefusedRequests(clock, () => setup.current, options.onEvent);
  const contacts = new ContactTable((extension, mac, bound) =>
    options.onEvent({ type: "contact", extension, mac, bound }),
  );
  restoreContacts(contacts, options.restore ?? [], setup.current, clock);
  const digest = new DigestServer(clock);
  const observer = new LateObserver();
  const connected: { app?: SipApp } = {};
  const qualify = new Qualify({ app: () => connected.app, setup, contacts, clock });
  const notices = new Notices(() => setup.current, seams);
  const taken = (request: SipRequest, from: PacketSource, what: string): void => {
    // An emergency call is taken with --strict too.
    const optional = !strict && !isEmergencyCall(request, setup.current);
    const why = optional ? `${what} (as Asterisk does; --strict refuses it)` : what;
    refusals.taken({ request, userAgent: header(request, "User-Agent"), from, status: undefined, why });
  };
  const refused: CallControlOptions["refused"] = (request, from, answered) =>
    refusals.refused({ request, userAgent: undefined, from, ...answered });
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
    qualify,
    observer,
    taken,
  };
  const registrar = new Registrar({ ...parts, note });
  const announced: CallControlOptions["announced"] = (call) =>
    options.onEvent({ type: "announcement", ...call });
  const outsideCalls: CallControlOptions["outsideCalls"] = (told) =>
    options.onEvent({ type: "outside-calls", ...told });
  const onFeatures: CallControlOptions["onFeatures"] = (switched) =>
    options.onEvent({ type: "features", ...switched });
  const calls = new CallControl({ ...parts, refused, announced, outsideCalls, onFeatures });

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
  const { app, close } = await connectSipApp(options.drachtio, prepare, note);
  connected.app = app;
  qualify.start();

  let stopSweep: () => void = () => {};
  const sweep = (): void => {
    contacts.sweep(clock.now());
    digest.sweep();
    options.bans?.sweep();
    stopSweep = clock.after(sweepIntervalMs, sweep);
  };
  sweep();

  return {
    observe: (listener) => observer.listen(listener),
    present: () => [
      ...contacts.bound().map((each) => ({ type: "contact" as const, ...each, bound: true })),
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
      for (const extension of contacts.drop(connection)) {
        note(`extension ${extension}: contact dropped, its ${connection.protocol} connection is closed`);
      }
    },
    snapshot: () => storedContacts(contacts, clock),
    features: () => calls.features.switched(),
    calls: () => calls.running.views(),
    notices: () => notices.sent,
    callOf: (mac) => calls.running.callOf(mac),
    hangUp: (mac) => calls.running.hangUp(mac),
    hangUpExtension: (extension) => calls.running.hangUpExtension(extension),
    reset: () => {
      notices.forget();
      options.bans?.forget();
      calls.features.forget();
      calls.running.hangUpAll();
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

type Answered = Parameters<RefusedRequests["refused"]>[0] & { readonly request: IncomingRequest };

/** The edge: whatever a message does in here, its sender gets an answer and the process lives on. */
function serveOne(
  request: IncomingRequest,
  response: OutgoingResponse,
  handler: Handler,
  refused: (answered: Answered) => void,
): void {
  const from = { host: request.source_address, port: request.source_port, protocol: request.protocol };
  const send = ({ status, reason, why, headers }: Answer): void => {
    response.send(status, reason, { headers: { ...headers } });
    const isFirstChallenge = status === 401 && why === undefined;
    if (status < 300 || isFirstChallenge) return;
    const userAgent = request.get("User-Agent");
    refused({ request, userAgent, from, status, why: why ?? reason });
  };
  try {
    const parsed = parseMessage(request.raw, sipReading);
    if (!parsed.ok || parsed.message.kind !== "request") {
      send(answer(400, parsed.ok ? {} : { reason: parsed.reason }));
      return;
    }
    const made = handler(parsed.message, from, request, response);
    if (made) send(made);
  } catch (error) {
    const why = `it could not be served: ${error instanceof Error ? error.message : String(error)}`;
    if (!response.finalResponseSent) send(answer(500, { why }));
  }
}
