import type { Clock } from "../../model/clock.js";
import type { BackendEvent } from "../../model/control/backend-event.js";
import type { Setup } from "../../model/setup/setup.js";
import { reasonPhrase } from "../../sip/message/reason-phrase.js";
import { loggable, Repeats, type Telling } from "../repeats.js";
import { isEmergencyCall } from "./emergency-call.js";

/** A SIP message that the backend did not serve, or took although it is wrong. */
export interface OddMessage {
  /** undefined: it is not a request. */
  readonly request: { readonly method: string; readonly uri: string } | undefined;
  readonly userAgent: string | undefined;
  readonly from: { readonly host: string; readonly port: number; readonly protocol: string };
  /** undefined: it was dropped without an answer. */
  readonly status: number | undefined;
  /** undefined: what the status says. */
  readonly why: string | undefined;
  /** Not the message is to blame but this program: it is told whatever else was told before. */
  readonly isBug?: boolean;
}

type Note = Extract<BackendEvent, { type: "backend-note" }>;

/** A phone that asks every second must not fill a disk; a desk that cannot call 911 shall be seen each time. */
const ordinary = { quietMs: 600_000, mostTold: 200 };
const emergency = { quietMs: 5000, mostTold: 200 };
const bugs = { quietMs: 600_000, mostTold: 20 };

/** Leaves a line for each SIP message that was refused: what, from where, why. */
export class RefusedRequests {
  readonly #clock: Clock;
  readonly #setup: () => Setup;
  readonly #onEvent: (event: Note) => void;
  readonly #ordinary = new Repeats(ordinary);
  readonly #emergency = new Repeats(emergency);
  readonly #bugs = new Repeats(bugs);
  readonly #taken = new Repeats(ordinary);

  constructor(clock: Clock, setup: () => Setup, onEvent: (event: Note) => void) {
    this.#clock = clock;
    this.#setup = setup;
    this.#onEvent = onEvent;
  }

  /**
   * An INVITE to an emergency number is a warning: somebody may be waiting for help. A 2xx is an announcement: the call
   * was answered and went nowhere (PBX-84).
   */
  refused(message: OddMessage): void {
    const { request, from, status } = message;
    const urgent = request !== undefined && isEmergencyCall(request, this.#setup());
    const why = message.why ?? reasonPhrase(status ?? 0);
    const repeats = message.isBug ? this.#bugs : urgent ? this.#emergency : this.#ordinary;
    const key = message.isBug ? why : `${place(from)} ${request?.method} ${status} ${why}`;
    const telling = repeats.tell(key, this.#clock.now());
    const done = status === undefined ? "dropped" : status < 300 ? "announcement to" : "refused";
    const answered = status === undefined ? loggable(why) : `${status} ${loggable(why)}`;
    this.#write(
      telling,
      urgent || message.isBug === true,
      `${done} ${place(from)}: ${asked(message)}: ${answered}${agent(message)}`,
    );
  }

  /** It was served although it is wrong. One warning an address and fault. */
  taken(message: OddMessage & { readonly why: string }): void {
    const { request, from, why } = message;
    const telling = this.#taken.tell(`${from.host} ${request?.method} ${why}`, this.#clock.now());
    const text = `served ${place(from)}: ${asked(message)}, in spite of: ${loggable(why)}${agent(message)}`;
    this.#write(telling, true, text);
  }

  #write(telling: Telling | undefined, urgent: boolean, text: string): void {
    if (!telling) return;
    const more =
      telling.kind === "overflow"
        ? ". Too many are refused: requests from other addresses are no longer logged"
        : telling.untold > 0
          ? ` (${telling.untold} more like it since the last line)`
          : "";
    const level = urgent ? { level: "warn" as const } : {};
    this.#onEvent({ type: "backend-note", ...level, text: text + more });
  }
}

/** The Request-URI of a REGISTER names the server and nothing else. */
function asked({ request }: OddMessage): string {
  if (!request) return "no SIP request";
  return loggable(request.method === "REGISTER" ? request.method : `${request.method} ${request.uri}`);
}

function agent({ userAgent }: OddMessage): string {
  return userAgent === undefined ? "" : `; User-Agent "${loggable(userAgent)}"`;
}

function place({ host, port, protocol }: OddMessage["from"]): string {
  return `${host}:${port}/${protocol}`;
}
