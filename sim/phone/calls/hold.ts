import { type Session, SessionState } from "sip.js";
import { DescriptionHandler } from "./description-handler.js";

/** Who hears of it. */
interface HoldWatch {
  readonly changed: (on: boolean) => void;
  /**
   * The other side did not take it: all is as it was.
   * @param what that the call could not be, in words
   */
  readonly undone: (what: "put on hold" | "resumed", why: string) => void;
}

/** Whether this phone keeps the other side of a call waiting. It asks for that by a re-INVITE (RFC 3264 §8.4). */
export class Hold {
  readonly #session: () => Session | undefined;
  readonly #watch: HoldWatch;
  #on = false;

  constructor(session: () => Session | undefined, watch: HoldWatch) {
    this.#session = session;
    this.#watch = watch;
  }

  get on(): boolean {
    return this.#on;
  }

  /** At once for the phone, whatever the other side will say. Nothing happens in a call that nobody has answered. */
  set(on: boolean): void {
    const session = this.#session();
    const description = session?.sessionDescriptionHandler;
    if (session?.state !== SessionState.Established || !(description instanceof DescriptionHandler)) return;
    const turn = (to: boolean): void => {
      this.#on = to;
      description.direction = to ? "sendonly" : "sendrecv";
      this.#watch.changed(to);
    };
    const undo = (why: string): void => {
      if (this.#on !== on) return;
      turn(!on);
      this.#watch.undone(on ? "put on hold" : "resumed", why);
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
