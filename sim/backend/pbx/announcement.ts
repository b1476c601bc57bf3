import type { Clock } from "../../model/clock.js";
import type { SipDialog } from "../drachtio/sip-app.js";
import type { CallerSide } from "./caller-side.js";

/** The pause and the words of an announcement, in ms. */
const announcementMs = 3_000;

export interface AnnouncementOptions {
  readonly caller: Pick<CallerSide, "answer">;
  /** The PBX's answer to the caller's offer. */
  readonly session: string;
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
export function announce({ caller, session, clock, onEnded }: AnnouncementOptions): () => void {
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
  caller.answer(session, (made) => {
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
