import type { Clock } from "../../../model/clock.js";
import type { Mac } from "../../../model/mac.js";
import type { Setup } from "../../../model/setup/setup.js";
import { LateObserver } from "../../pbx/observer.js";
import type { Pbx, PbxEvent } from "../../pbx/pbx-port.js";
import { RunningCalls } from "../../pbx/running-calls.js";
import type { Seams } from "../../pbx/seams.js";
import { Repeats } from "../../repeats.js";
import type { SetupView } from "../../setup-store.js";
import type { AmiAddress } from "../ami/connection.js";
import { AmiLink } from "../ami/link.js";
import type { AmiMessage } from "../ami/message.js";
import * as asterisk from "./asterisk-link.js";
import { addressIn } from "./channel-names.js";
import { ChannelWatch, type ChannelWatchOptions } from "./channel-watch.js";
import { ContactWatch } from "./contact-watch.js";
import { KeptSecurityEvents, type RefusedByAsterisk, refusalIn } from "./security-event.js";
import { SecurityNotes } from "./security-notes.js";
import { SetupWriter } from "./setup-writer.js";
import { SwitchedFeatures } from "./switched-features.js";

export interface AsteriskPbxOptions {
  readonly ami: AmiAddress;
  /** What it has of the setup, as far as anybody knows. */
  readonly setup: SetupView;
  /** Name of the trunk that an endpoint is for; undefined: it is none. */
  readonly trunkOf: (endpoint: string) => string | undefined;
  /** Gives a laboratory's Asterisk the files of that setup; absent: whoever runs it does. */
  readonly write?: (setup: Setup, trunksDown: readonly string[]) => Promise<void>;
  /** Names of trunks that a laboratory has put down: Asterisk shall know that nobody is there. */
  readonly trunksDown: () => readonly string[];
  /** Contacts, calls and switched features of before are taken away, and at the end those of this time. */
  readonly fresh: boolean;
  readonly seams: Pick<Seams, "notify">;
  readonly clock: Clock;
  /** What the hours of routes go by. */
  readonly hours: Pick<Clock, "wall">;
  readonly onEvent: (event: PbxEvent) => void;
}

/** Families of Asterisk's database that people fill by dialling. */
const dialled = ["DND", "CF", "CFB", "CFU", "AMPUSER"] as const;

/**
 * An Asterisk that somebody else runs, in place of our own PBX: read and moved through its manager interface. Phones are
 * known by the MAC in their User-Agent, and in calls by the address that they registered from.
 * @throws DeskfleetError DF_AMI_CONNECT, DF_AMI_LOGIN, DF_AMI_REFUSED
 */
export async function startAsteriskPbx(options: AsteriskPbxOptions): Promise<Pbx> {
  const { setup, clock, seams, onEvent } = options;
  const current = (): Setup => setup.current;
  const note = (text: string): void => onEvent({ type: "backend-note", text });
  const warn = (text: string): void => onEvent({ type: "backend-note", level: "warn", text });
  // While it is away every look fails, every two seconds.
  const repeats = new Repeats({ quietMs: 600_000, mostTold: 200 });
  const failed = (error: unknown): void => {
    const text = error instanceof Error ? error.message : String(error);
    if (repeats.tell(text, clock.now())) warn(`Asterisk: ${text}`);
  };
  const observer = new LateObserver();
  const security = new SecurityNotes(clock, note);
  const securityEvents = new KeptSecurityEvents();
  /** What was asked of it and is not done yet. */
  const pending = new Set<Promise<void>>();
  const later = (action: Promise<void>): void => {
    const done = action.catch(failed).finally(() => pending.delete(done));
    pending.add(done);
  };

  let isDown = false;
  const down = (on: boolean): void => {
    if (isDown === on) return;
    isDown = on;
    onEvent({ type: "outage", of: "pbx", on });
  };
  let take: (event: AmiMessage) => void = () => undefined;
  const ami = await AmiLink.open({
    ...{ ...options.ami, clock },
    onEvent: (event) => take(event),
    onLost: ({ message }) => warn(`${message}; what happens meanwhile is not seen`),
    onDown: () => down(true),
    onBack: () => {
      note("Asterisk is back");
      // Not before it is known which contacts have outlasted that.
      later(catchUp().finally(() => down(false)));
    },
  });
  const contacts = new ContactWatch({
    ...{ clock, observer },
    look: () => asterisk.listContacts(ami),
    onBound: (extension, mac, bound) => onEvent({ type: "contact", extension, mac, bound }),
    onQualified: (extension, mac, reachable) => onEvent({ type: "qualified", extension, mac, reachable }),
    onFailed: failed,
  });
  const switched = new SwitchedFeatures(ami, (told) => onEvent({ type: "features", ...told }));
  const running = new RunningCalls(observer, switched, (told) => onEvent({ type: "outside-calls", ...told }));
  const hangUp = (channel: string): void => later(asterisk.hangUp(ami, channel));
  const phoneOf = async (channel: string, endpoint: string, called: boolean): Promise<Mac | undefined> => {
    const text = await asterisk.channelValue(ami, channel, called ? "pjsip,target_uri" : "pjsip,remote_addr");
    if (text === undefined) return undefined;
    const find = (): Mac | undefined =>
      called
        ? contacts.live(endpoint).find(({ uri }) => uri === text)?.mac
        : contacts.phoneAt(addressIn(text));
    const found = find();
    if (found !== undefined) return found;
    // It may have registered this moment.
    await contacts.lookNow();
    return find();
  };
  const announced: ChannelWatchOptions["announced"] = (call) => {
    onEvent({ type: "announcement", ...call });
    if (call.says === "feature-code") later(switched.lookAt(call.extension));
  };
  const channels = new ChannelWatch({ ...options, setup: current, running, phoneOf, hangUp, announced });
  const refused = (refusal: RefusedByAsterisk): void => {
    security.take(refusal);
    const mac = refusal.full ? contacts.phoneAt(refusal) : undefined;
    if (mac !== undefined) observer.refused(mac, refusal.account, 403);
  };
  take = (event) => {
    channels.take(event);
    securityEvents.take(event, clock.wall());
    const refusal = refusalIn(event);
    if (refusal) refused(refusal);
    if (event.get("ContactStatus") === "Removed")
      contacts.removed(event.get("AOR") ?? "", event.get("URI") ?? "");
    if (event.event === "ContactStatus" || event.event === "SuccessfulAuth") contacts.lookSoon();
  };
  const catchUp = async (): Promise<void> => {
    await channels.catchUp(() => asterisk.listChannels(ami));
    await contacts.lookNow();
  };

  const { write: writeFiles } = options;
  const writer =
    writeFiles &&
    new SetupWriter({
      ami,
      wanted: () => ({ setup: setup.current, down: options.trunksDown() }),
      write: ({ setup: wanted, down }) => writeFiles(wanted, down),
    });

  const reset = async (): Promise<void> => {
    await asterisk.hangUp(ami, "/^PJSIP\\/.*$/");
    await asterisk.deleteFamily(ami, "registrar/contact");
    securityEvents.forget();
    for (const family of dialled) await asterisk.deleteFamily(ami, family);
    switched.forget();
    await contacts.lookNow();
  };

  try {
    await writer?.upToDate();
    if (options.fresh) await reset();
    await catchUp();
  } catch (error) {
    ami.close();
    throw error;
  }
  contacts.start();

  return {
    observe: (listener) => observer.listen(listener),
    present: () => [
      ...(isDown ? [{ type: "outage" as const, of: "pbx" as const, on: true }] : []),
      ...contacts.bound().map((each) => ({ type: "contact" as const, ...each, bound: true })),
      ...contacts.lost().map((phone) => ({ type: "qualified" as const, ...phone, reachable: false })),
      ...running.outside().map((told) => ({ type: "outside-calls" as const, ...told })),
      ...switched.switched().map((told) => ({ type: "features" as const, ...told })),
    ],
    contacts: (extension) => contacts.views(extension),
    contactsOf: (extension) => contacts.live(extension),
    evict: (extension, except = []) => {
      const gone = contacts.live(extension).filter(({ mac }) => mac === undefined || !except.includes(mac));
      contacts.forget(gone);
      later(asterisk.deleteContacts(ami, gone));
    },
    connectionClosed: () => undefined, // Asterisk drops such a contact by itself, and says so
    snapshot: () => [],
    features: () => [],
    calls: () => running.views(),
    notices: () => [],
    cdr: () => [],
    securityEvents: () => securityEvents.events,
    callOf: (mac) => running.callOf(mac),
    hangUp: (mac) => running.hangUp(mac),
    hangUpExtension: (extension) => running.hangUpExtension(extension),
    reset: () => later(reset()),
    upToDate: async () => {
      await writer?.upToDate();
      while (pending.size > 0) await Promise.all(pending);
      // Asterisk tells of channels before it answers a later question.
      await contacts.lookNow();
      await channels.settled();
    },
    notifyCheckSync: async (mac, reboot) => {
      await contacts.lookNow().catch(failed);
      const contact = contacts.ofMac(mac);
      if (!contact) return false;
      const asked = seams.notify(reboot);
      if (asked === "withhold") return true;
      const { extension, uri } = contact;
      const to = setup.current.policies.resyncAddress === "endpoint" ? { extension } : { uri };
      return asterisk.sendCheckSync(ami, { to, reboot: asked }).then(
        () => true,
        (error: unknown) => {
          failed(error);
          return false;
        },
      );
    },
    stop: async () => {
      contacts.stop();
      if (options.fresh) later(reset());
      while (pending.size > 0) await Promise.all(pending);
      ami.close();
    },
  };
}
