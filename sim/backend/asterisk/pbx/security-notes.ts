import type { Clock } from "../../../model/clock.js";
import { loggable, Repeats } from "../../repeats.js";
import type { AmiMessage } from "../ami/message.js";

/** What the security events of Asterisk say of a request, in words. */
const said: Readonly<Record<string, string>> = {
  ChallengeResponseFailed: "401: its password is wrong",
  InvalidPassword: "401: its password is wrong",
  InvalidAccountID: "401: there is no such account",
  FailedACL: "403: it is not let in",
  RequestNotAllowed: "it may not do that",
};

/** Leaves a line for each request that Asterisk refused, as far as its security events tell. */
export class SecurityNotes {
  readonly #clock: Clock;
  readonly #note: (text: string) => void;
  readonly #repeats = new Repeats({ quietMs: 600_000, mostTold: 200 });

  constructor(clock: Clock, note: (text: string) => void) {
    this.#clock = clock;
    this.#note = note;
  }

  take(event: AmiMessage): void {
    const why = said[event.event ?? ""];
    if (why === undefined || event.get("Service") !== "PJSIP") return;
    const account = event.get("AccountID") ?? "";
    // `IPV4/UDP/127.10.0.5/26001`
    const [, protocol = "", host = "", port = ""] = (event.get("RemoteAddress") ?? "").split("/");
    const list = event.get("ACLName");
    const cause = list === undefined ? why : `${why} (${list})`;
    const telling = this.#repeats.tell(`${host}:${port} ${account} ${cause}`, this.#clock.now());
    if (!telling) return;
    const place = loggable(`${host}:${port}/${protocol.toLowerCase()}`);
    this.#note(`Asterisk refused ${place} as ${loggable(account)}: ${loggable(cause)}`);
  }
}
