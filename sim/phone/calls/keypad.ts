import { SessionDialog } from "sip.js/lib/core/dialogs/session-dialog.js";
import { InfoUserAgentClient } from "sip.js/lib/core/user-agents/info-user-agent-client.js";
import type { KeyTimestamps } from "../../media/rtp/rtp-sender.js";

type ByRtp = (keys: string, timestamps: KeyTimestamps | undefined) => boolean;

/** How long a key is said to have been held, in ms. */
const heldMs = 160;

/**
 * The keypad in a call. Keys go as telephone events (PBX-112) where the other side takes them; else each is an INFO
 * (application/dtmf-relay), sent when the one before it was answered. `Session.info` of sip.js refuses a dialog that is
 * not confirmed, where a PIN set asks; the transaction behind it does not, and counts CSeq as it must.
 */
export class Keypad {
  readonly #keys: string[] = [];
  readonly #dialog: () => unknown;
  readonly #byRtp: ByRtp;
  readonly #unheard: (why: string) => void;
  #isSending = false;

  /**
   * @param dialog of sip.js, early or confirmed; undefined: none
   * @param byRtp presses keys as telephone events; false where the other side takes none
   * @param unheard hears that keys were not taken, and why
   */
  constructor(dialog: () => unknown, byRtp: ByRtp, unheard: (why: string) => void) {
    this.#dialog = dialog;
    this.#byRtp = byRtp;
    this.#unheard = unheard;
  }

  /** False where there is nobody yet who could hear. */
  get isConnected(): boolean {
    return this.#dialog() instanceof SessionDialog;
  }

  press(keys: string, timestamps?: KeyTimestamps): void {
    if (this.#byRtp(keys, timestamps)) return;
    this.#keys.push(...keys);
    if (!this.#isSending) this.#next();
  }

  #next(): void {
    const key = this.#keys.shift();
    this.#isSending = key !== undefined;
    if (key === undefined) return;
    const dialog = this.#dialog();
    if (!(dialog instanceof SessionDialog)) {
      this.#stop("the call is over");
      return;
    }
    const body = {
      contentDisposition: "render",
      contentType: "application/dtmf-relay",
      content: `Signal=${key}\r\nDuration=${heldMs}\r\n`,
    };
    const refused = ({ message }: { readonly message: { readonly statusCode?: number | undefined } }): void =>
      this.#stop(`it was answered with ${message.statusCode}`);
    new InfoUserAgentClient(
      dialog,
      { onAccept: () => this.#next(), onReject: refused, onRedirect: refused },
      { body },
    );
  }

  #stop(why: string): void {
    this.#isSending = false;
    this.#keys.length = 0;
    this.#unheard(why);
  }
}
