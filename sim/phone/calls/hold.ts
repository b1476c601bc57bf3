import { type Session, SessionState } from "sip.js";
import type { CallLog } from "./call-log.js";
import type { CallMediaOptions } from "./call-media.js";
import { DescriptionHandler } from "./description-handler.js";

/** The call that it is about. */
interface HeldCall extends Pick<CallMediaOptions, "note"> {
  readonly log: Pick<CallLog, "name" | "tellHold">;
}

/** Whether this phone keeps the other side of a call waiting. It asks for that by a re-INVITE (RFC 3264 §8.4). */
export class Hold {
  readonly #session: () => Session | undefined;
  readonly #call: HeldCall;
  #on = false;

  /** @param session while the call is up */
  constructor(session: () => Session | undefined, call: HeldCall) {
    this.#session = session;
    this.#call = call;
  }

  get on(): boolean {
    return this.#on;
  }

  /** At once for the phone, whatever the other side will say. Nothing happens in a call that nobody has answered. */
  set(on: boolean): void {
    const session = this.#session();
    const description = session?.sessionDescriptionHandler;
    if (session?.state !== SessionState.Established || !(description instanceof DescriptionHandler)) return;
    const { log, note } = this.#call;
    const turn = (to: boolean): void => {
      this.#on = to;
      description.direction = to ? "sendonly" : "sendrecv";
      log.tellHold(to);
    };
    // The other side did not take it: all is as it was.
    const undo = (why: string): void => {
      if (this.#on !== on) return;
      turn(!on);
      note(`call ${log.name} could not be ${on ? "put on hold" : "resumed"}: ${why}`);
    };
    turn(on);
    const onReject = ({
      message,
    }: {
      readonly message: { readonly statusCode?: number | undefined };
    }): void => undo(`it was refused with ${message.statusCode ?? 0}`);
    session.invite({ requestDelegate: { onReject } }).catch((error: unknown) => undo(String(error)));
  }
}
