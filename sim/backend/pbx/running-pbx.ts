import type { SipConnection } from "../drachtio/sip-app.js";
import type { CallControl } from "./call-control.js";
import type { CallRecords } from "./call-records.js";
import { sendCheckSync } from "./check-sync.js";
import type { ContactTable } from "./contact-table.js";
import type { Notices } from "./notices.js";
import type { LateObserver } from "./observer.js";
import type { Pbx, PbxOptions } from "./pbx-port.js";
import type { Qualify } from "./qualify.js";
import type { Seams } from "./seams.js";
import type { SecurityLog } from "./security-log.js";
import { storedContacts } from "./stored-contact.js";

/** What a started PBX is made of. */
export interface PbxParts extends Pick<PbxOptions, "setup" | "clock" | "bans"> {
  readonly seams: Seams;
  readonly observer: LateObserver;
  readonly contacts: ContactTable;
  readonly qualify: Qualify;
  readonly calls: CallControl;
  readonly notices: Notices;
  readonly records: CallRecords;
  readonly security: SecurityLog;
  readonly note: (text: string) => void;
}

/**
 * What can be asked of a started PBX, and done to it.
 * @param stopSweep ends what is done from time to time
 */
export function runningPbx(parts: PbxParts, { app, close }: SipConnection, stopSweep: () => void): Pbx {
  const { setup, clock, bans, seams, contacts, qualify, calls, notices, records, security, note } = parts;
  return {
    observe: (listener) => parts.observer.listen(listener),
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
      bans?.forget();
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
