import type { SipApp, SipDialog } from "../backend/drachtio/sip-app.js";
import type { callBackStates } from "../model/control/backend-event.js";
import { answerSdp } from "../sip/sdp/sdp-answer.js";
import { sdpIn } from "../sip/sdp/sdp-in.js";
import { offerSdp } from "../sip/sdp/sdp-offer.js";

/** A call from the PSAP to a number that it was shown. */
export interface CallBackView {
  /** That is called. */
  readonly number: string;
  /** That the called phone is shown: the emergency number. */
  readonly from: string;
  readonly state: (typeof callBackStates)[number];
  /** Final SIP status where nobody answered. */
  readonly status?: number;
}

export interface CallBackOptions {
  readonly app: SipApp;
  /** Numeric address to name in the offer. */
  readonly host: string;
  /** SIP side of the PBX, `host:port`. */
  readonly pbx: string;
  readonly number: string;
  readonly from: string;
  readonly onChange: (view: CallBackView) => void;
}

/**
 * Calls a number back, as a PSAP does when a call broke off. It stays up until the called phone hangs up.
 * @returns ends it, whatever it has come to
 */
export function callBack({ app, host, pbx, number, from, onChange }: CallBackOptions): () => void {
  let cancel: (() => void) | undefined;
  let dialog: SipDialog | undefined;
  let isOver = false;
  const tell = (state: CallBackView["state"], status?: number): void =>
    onChange({ number, from, state, ...(status !== undefined && { status }) });
  tell("calling");
  app.createUAC(
    `sip:${encodeURIComponent(number)}@${pbx}`,
    { localSdp: offerSdp(host), headers: { From: `<sip:${from}@localhost>` } },
    {
      cbRequest: (error, request) => {
        if (!error && request) cancel = () => request.cancel({}, () => undefined);
        if (isOver) cancel?.();
      },
      cbProvisional: () => undefined,
    },
    (error, made) => {
      cancel = undefined;
      if (made === undefined) {
        tell("failed", statusIn(error));
        return;
      }
      dialog = made;
      if (isOver) {
        made.destroy({}, () => undefined);
        return;
      }
      made.on("modify", (request, response) => {
        const offer = sdpIn(request.raw);
        const body = offer === undefined ? undefined : answerSdp(offer, host);
        if (body === undefined) response.send(488);
        else response.send(200, { body, headers: { "Content-Type": "application/sdp" } });
      });
      made.on("destroy", () => {
        isOver = true;
        tell("ended");
      });
      tell("answered");
    },
  );
  return () => {
    if (isOver) return;
    isOver = true;
    cancel?.();
    if (!dialog) return;
    dialog.destroy({}, () => undefined);
    tell("ended");
  };
}

function statusIn(error: unknown): number | undefined {
  return typeof error === "object" && error !== null && "status" in error && typeof error.status === "number"
    ? error.status
    : undefined;
}
