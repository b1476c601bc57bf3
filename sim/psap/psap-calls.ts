import {
  type IncomingRequest,
  type OutgoingResponse,
  type SipApp,
  type SipDialog,
  statusIn,
} from "../backend/drachtio/sip-app.js";
import type { SoundMaker, Voice } from "../media/session/voice.js";
import type { Clock } from "../model/clock.js";
import type { SipRequest } from "../sip/message/message.js";
import { acceptCall, refuseCall, unlessCancelled } from "./accept-call.js";
import type { AnswerMode } from "./answer-mode.js";
import { type Answering, answeringOrOfferingFor, inviteIn, type Refusal } from "./offered-call.js";
import { type PsapEvent, sourceText } from "./psap-event.js";
import { isTestCall, readBackHeaders, readBackOf, readBackText } from "./read-back.js";
import { type ReceivedCall, receivedCall } from "./received-call.js";

export interface PsapCallsOptions {
  /** Numeric address to name in answers. */
  readonly host: string;
  readonly answer: AnswerMode;
  readonly onEvent: (event: PsapEvent) => void;
  readonly clock: Pick<Clock, "now" | "wall">;
  /** What it talks with. */
  readonly sound: SoundMaker;
}

/** What the library says of a call that was given up on the way to its answer. */
const requestTerminated = 487;
const aboutToEnd: Refusal = { status: 503, why: "the PSAP is about to end" };

/** The calls of a PSAP. */
export class PsapCalls {
  readonly #options: PsapCallsOptions;
  /** How to end each call that is not over. */
  readonly #open = new Set<() => Promise<void>>();
  #closing = false;

  constructor(options: PsapCallsOptions) {
    this.#options = options;
  }

  /** Those that are up. */
  get count(): number {
    return this.#open.size;
  }

  /** Takes an INVITE, whatever it holds. */
  take(app: SipApp, request: IncomingRequest, response: OutgoingResponse): void {
    try {
      const invite = inviteIn(request.raw);
      if ("why" in invite) {
        this.#refuse(request, response, invite);
        return;
      }
      const offered = { request, response, call: receivedCall(invite) };
      const verdict = this.#verdict();
      if (verdict === "unanswered") this.#leave(offered);
      else if (verdict !== "answer") this.#turnAway(offered, verdict);
      else this.#answer(app, offered, invite).catch((error: unknown) => this.#failed(offered, error));
    } catch (error) {
      this.#failed({ request, response }, error);
    }
  }

  async #answer(app: SipApp, offered: Offered, invite: SipRequest): Promise<void> {
    const { host, sound } = this.#options;
    const { id, number, callerId } = offered.call;
    const making = answeringOrOfferingFor(invite, host, {
      ...sound,
      speaker: "psap",
      onAudio: (audio) =>
        this.#options.onEvent({ type: "audio", at: this.#at(), id, number, callerId, ...audio }),
    });
    const answering = await unlessCancelled(offered.request, making);
    if (answering === undefined) this.#givenUp(offered);
    else if ("sdp" in answering && this.#closing) {
      answering.voice?.close();
      this.#turnAway(offered, aboutToEnd);
    } else if ("sdp" in answering) this.#accept(app, offered, answering);
    else this.#turnAway(offered, answering);
  }

  #failed({ request, response }: Pick<Offered, "request" | "response">, error: unknown): void {
    this.#refuse(request, response, { status: 500, why: `the PSAP failed: ${String(error)}` });
  }

  /** Answers a request that is no call (RFC 3261 §8.2.1). */
  refuseMethod(request: IncomingRequest, response: OutgoingResponse, allow: string): void {
    this.#refuse(request, response, { status: 405, why: "a PSAP takes calls alone" }, { Allow: allow });
  }

  /** Ends all calls, and takes none any more. Resolves when each BYE is answered or given up. */
  async end(): Promise<void> {
    this.#closing = true;
    await Promise.all([...this.#open].map((end) => end()));
  }

  #verdict(): "answer" | "unanswered" | (Pick<Refusal, "status"> & Partial<Refusal>) {
    const { answer } = this.#options;
    if (this.#closing) return aboutToEnd;
    if (answer === "silent" || answer === "down") return "unanswered";
    return answer;
  }

  #accept(app: SipApp, offered: Offered, answering: Answering): void {
    const { request, response, call } = offered;
    const read = isTestCall(call) ? readBackOf(call) : undefined;
    const readBack = read === undefined ? {} : { readBack: readBackText(read) };
    const headers = read === undefined ? {} : readBackHeaders(read);
    acceptCall({ app, request, response, host: this.#options.host }, answering, headers, (dialog, error) => {
      if (dialog) {
        this.#told(offered, { answer: "answered", ...readBack });
        this.#isUp(call, dialog, answering.voice);
      } else if (statusIn(error) === requestTerminated) this.#givenUp(offered);
      else this.#told(offered, { answer: "unanswered", why: String(error) });
    });
  }

  #isUp(call: ReceivedCall, dialog: SipDialog, voice: Voice | undefined): void {
    const since = this.#options.clock.now();
    const over = (ending: Ending): void => {
      this.#open.delete(end);
      const seconds = Math.round((this.#options.clock.now() - since) / 100) / 10;
      this.#ended(call, ending, seconds);
    };
    const end = (): Promise<void> =>
      new Promise((resolve) => {
        voice?.close();
        dialog.destroy({}, () => {
          over({ by: "psap" });
          resolve();
        });
      });
    this.#open.add(end);
    dialog.on("destroy", (_bye, reason) =>
      over(reason === "ACK timeout" ? { by: "psap", why: "no ACK came" } : { by: "caller" }),
    );
  }

  #leave(offered: Offered): void {
    this.#told(offered, { answer: "unanswered" });
    offered.request.on("cancel", () => this.#ended(offered.call, { by: "caller" }, 0));
  }

  /** Its caller ended it before there was an answer. */
  #givenUp(offered: Offered): void {
    this.#told(offered, { answer: "unanswered" });
    this.#ended(offered.call, { by: "caller" }, 0);
  }

  #turnAway(offered: Offered, { status, why }: Pick<Refusal, "status"> & Partial<Refusal>): void {
    refuseCall(offered.response, status);
    this.#told(offered, { answer: "refused", status, ...(why !== undefined && { why }) });
  }

  #told(
    { request, call }: Offered,
    outcome: Pick<CallEvent, "answer" | "status" | "why" | "readBack">,
  ): void {
    this.#options.onEvent({ type: "call", at: this.#at(), source: sourceOf(request), ...outcome, ...call });
  }

  #ended({ id, number, callerId }: ReceivedCall, ending: Ending, seconds: number): void {
    this.#options.onEvent({ type: "ended", at: this.#at(), id, number, callerId, ...ending, seconds });
  }

  #refuse(
    request: IncomingRequest,
    response: OutgoingResponse,
    { status, why }: Refusal,
    headers = {},
  ): void {
    refuseCall(response, status, headers);
    const asked = `${request.method} ${request.uri}`;
    this.#options.onEvent({
      type: "refused",
      at: this.#at(),
      source: sourceOf(request),
      request: asked,
      status,
      why,
    });
  }

  #at(): string {
    return new Date(this.#options.clock.wall()).toISOString();
  }
}

type CallEvent = Extract<PsapEvent, { type: "call" }>;
type Ending = Pick<Extract<PsapEvent, { type: "ended" }>, "by" | "why">;

interface Offered {
  readonly request: IncomingRequest;
  readonly response: OutgoingResponse;
  readonly call: ReceivedCall;
}

function sourceOf({ protocol, source_address: host, source_port: port }: IncomingRequest): string {
  return sourceText({ protocol, host, port });
}
