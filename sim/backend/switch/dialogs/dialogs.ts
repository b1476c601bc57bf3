import { header, type SipRequest } from "../../../sip/message/message.js";
import { tagOf } from "../../../sip/message/name-addr.js";
import type { App } from "../admin/app.js";
import type { Dialog } from "./dialog.js";

/** All dialogs by their DLG. */
export class Dialogs {
  readonly #byId = new Map<string, Dialog>();

  add(dialog: Dialog): void {
    this.#byId.set(dialog.id, dialog);
  }

  get(id: string): Dialog | undefined {
    return this.#byId.get(id);
  }

  /** A later dialog under the same id stays. */
  remove(dialog: Dialog): void {
    if (this.#byId.get(dialog.id) === dialog) this.#byId.delete(dialog.id);
  }

  /** The dialog that a request from the network belongs to: Call-ID and both tags must match. */
  of(request: SipRequest): Dialog | undefined {
    const callId = header(request, "Call-ID") ?? "";
    const fromTag = tagOf(header(request, "From") ?? "") ?? "";
    const toTag = tagOf(header(request, "To") ?? "") ?? "";
    for (const dialogTag of [fromTag, toTag]) {
      const dialog = this.#byId.get(`${callId};from-tag=${dialogTag}`);
      if (dialog && dialog.localTag === toTag && dialog.remoteTag === fromTag) return dialog;
    }
    return undefined;
  }

  ownedBy(app: App): Dialog[] {
    return [...this.#byId.values()].filter((dialog) => dialog.app === app);
  }
}
