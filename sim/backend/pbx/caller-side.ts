import type { CallerStatus } from "../../dialplan/dial-status.js";
import { reasonPhrase } from "../../sip/message/reason-phrase.js";
import type { Headers, IncomingRequest, OutgoingResponse, SipApp, SipDialog } from "../drachtio/sip-app.js";

export interface CallerSideOptions {
  readonly app: SipApp;
  readonly request: IncomingRequest;
  readonly response: OutgoingResponse;
  /** Headers of the 18x, the 200 and the final failure. */
  readonly responseHeaders: Readonly<Headers>;
  /** Headers of the 200 alone. */
  readonly answerHeaders: Readonly<Headers>;
  /** The caller has its 200. */
  readonly onAnswered: () => void;
}

/**
 * The caller's end of a call. What the caller was told decides what can be told next, whoever tells it.
 *
 * ```
 * waiting ──180, 183──▶ early ──200──▶ answered
 *    └───────final failure ◀┘             └──▶ BYE
 * ```
 */
export class CallerSide {
  readonly #options: CallerSideOptions;
  #ringingTold = false;
  /** The answer to the caller's offer that the PBX has given itself: the 200 repeats it (RFC 3261 §13.2.1). */
  #session: string | undefined;
  #dialog: SipDialog | undefined;

  constructor(options: CallerSideOptions) {
    this.#options = options;
  }

  /** The caller had a 200. */
  get isAnswered(): boolean {
    return this.#dialog !== undefined;
  }

  /** The caller sees one 180 however many phones ring (asterisk-wire.md §5.5). @param early what is heard meanwhile */
  ringing(early: string | undefined): void {
    if (this.#ringingTold || this.#dialog !== undefined) return;
    const { response, responseHeaders } = this.#options;
    if (early !== undefined && this.#session === undefined) {
      response.send(183, reasonPhrase(183), { headers: { ...responseHeaders }, body: early });
      return;
    }
    this.#ringingTold = true;
    response.send(180, { headers: { ...responseHeaders } });
  }

  /** The caller hears the PBX before anybody answers (PBX-105), once. @param session the PBX's answer to the offer */
  hearsPbx(session: string): void {
    if (this.#session !== undefined || this.#dialog !== undefined) return;
    this.#session = session;
    const { response, responseHeaders } = this.#options;
    response.send(183, reasonPhrase(183), { headers: { ...responseHeaders }, body: session });
  }

  /** @param answered hears the caller's dialog, which may stand already; undefined: the caller is gone */
  answer(session: string, answered: (dialog: SipDialog | undefined) => void): void {
    if (this.#dialog !== undefined) {
      answered(this.#dialog);
      return;
    }
    const { app, request, response, responseHeaders, answerHeaders } = this.#options;
    const options = {
      localSdp: this.#session ?? session,
      headers: { ...responseHeaders, ...answerHeaders },
    };
    app.createUAS(request, response, options, (_error, dialog) => {
      this.#dialog = dialog;
      if (dialog !== undefined) this.#options.onAnswered();
      answered(dialog);
    });
  }

  /** The end of the call for the caller: the final answer, or a BYE after one. */
  fail({ status, cause }: CallerStatus): void {
    const reason = { Reason: `Q.850;cause=${cause}` };
    if (this.#dialog !== undefined) {
      this.#dialog.destroy({ headers: reason }, () => undefined);
      return;
    }
    const { response, responseHeaders } = this.#options;
    // A 200 may be on its way; who asked for it ends the dialog that comes of it.
    if (response.finalResponseSent) return;
    response.send(status, reasonPhrase(status), { headers: { ...responseHeaders, ...reason } });
  }
}
