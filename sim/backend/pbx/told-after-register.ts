import type { SipApp } from "../drachtio/sip-app.js";
import type { SetupView } from "../setup-store.js";
import { tellMailbox } from "./mailbox-notice.js";
import type { RegistrarOptions } from "./registrar.js";
import type { Seams } from "./seams.js";

/**
 * What phones are told once a REGISTER was answered: how their mailbox stands, to each contact of the extension, and by
 * a broken rule that they were thrown out.
 * @param app undefined before the SIP server is there
 */
export function toldAfterRegister(
  setup: SetupView,
  seams: Pick<Seams, "contacts">,
  app: () => SipApp | undefined,
): RegistrarOptions["accepted"] {
  return (extension, { bindings, evicted }) => {
    const told = [
      ...(setup.current.mailboxNotices && seams.contacts.tellsMailbox() ? bindings : []),
      ...(seams.contacts.tellsEvicted() ? evicted : []),
    ];
    if (told.length === 0) return;
    // After the answer, as Asterisk does.
    queueMicrotask(() => {
      const sip = app();
      if (sip !== undefined) tellMailbox(sip, extension, told);
    });
  };
}
