import type { Clock } from "../../model/clock.js";
import { answerSdp } from "../../sip/sdp/sdp-answer.js";
import type { Headers, IncomingRequest, OutgoingResponse, SipApp, SipDialog } from "../drachtio/sip-app.js";

/** The pause and the words of an announcement, in ms. */
const announcementMs = 3_000;

export interface AnnouncementOptions {
  readonly app: SipApp;
  readonly request: IncomingRequest;
  readonly response: OutgoingResponse;
  readonly offer: string;
  readonly headers: Readonly<Headers>;
  /** Numeric address that the answer names. */
  readonly pbxHost: string;
  readonly clock: Clock;
  /** Once, when nothing is left to do. */
  readonly onEnded: () => void;
}

/**
 * The PBX takes the call itself, says why it goes no further, and hangs up (PBX-80, PBX-91). To the phone it looks
 * answered: a 200 is no proof that a call left the PBX (PBX-84).
 *
 * @returns ends it before its time, or after the caller's CANCEL
 */
export function announce(options: AnnouncementOptions): () => void {
  const { app, request, response, offer, headers, pbxHost, clock, onEnded } = options;
  let dialog: SipDialog | undefined;
  let isOver = false;
  let stopTimer: () => void = () => undefined;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    stopTimer();
    dialog?.destroy({ headers: { Reason: "Q.850;cause=16" } }, () => undefined);
    onEnded();
  };
  const gone = (): void => {
    if (isOver) return;
    isOver = true;
    stopTimer();
    onEnded();
  };
  const localSdp = answerSdp(offer, pbxHost) ?? offer;
  app.createUAS(request, response, { localSdp, headers: { ...headers } }, (_error, made) => {
    dialog = made;
    if (made === undefined || isOver) {
      made?.destroy({}, () => undefined);
      gone();
      return;
    }
    made.on("destroy", gone);
    stopTimer = clock.after(announcementMs, end);
  });
  return end;
}
