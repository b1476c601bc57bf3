import type { App } from "./admin/app.js";
import type { Calls } from "./dialogs/calls.js";
import type { Subscriptions } from "./dialogs/subscriptions.js";
import { refuse, type SwitchParts } from "./parts.js";

/**
 * An application is gone: phones must not wait for it, and no call may go on without control.
 * drachtio-srf cannot use a dialog of an earlier connection, so nothing is kept for its return.
 */
export function onAppLost(parts: SwitchParts, calls: Calls, subscriptions: Subscriptions, app: App): void {
  parts.routes.removeApp(app);
  for (const transaction of parts.servers.answerableOf(app)) {
    const invite = transaction.request.method === "INVITE";
    const status = invite && transaction.lastStatus > 100 ? 480 : 503;
    refuse(parts, transaction, { status, why: "the application is gone" });
    if (invite) calls.refused(transaction);
  }
  for (const transaction of parts.clients.openOf(app)) {
    transaction.app = undefined;
    if (parts.clients.cancellable(transaction.id)) parts.clients.cancel(transaction);
  }
  for (const dialog of parts.dialogs.ownedBy(app)) {
    if (dialog.kind === "call") calls.abandon(dialog);
    else subscriptions.end(dialog);
    dialog.app = undefined;
  }
}
