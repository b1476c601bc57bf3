import { reasonPhrase } from "../../sip/message/reason-phrase.js";
import { sdpIn } from "../../sip/sdp/sdp-in.js";
import type { IncomingRequest, OutgoingResponse, SipDialog } from "../drachtio/sip-app.js";
import { isHold } from "./hold.js";

/** One of the two sides of a call. */
export type LinkSide = "caller" | "far-end";

/** The way of the sound between the sides, which a re-INVITE must not change. */
export interface SoundWay {
  /** What the other side is told instead of that description. @param of whom it describes */
  passedOn(description: string, of: LinkSide): string;
  /** Both sides have agreed anew. */
  agreedAnew(by: LinkSide, offer: string, answer: string): void;
}

/** Who hears of what the sides of a call ask each other. */
export interface LinkWatch {
  readonly way: SoundWay;
  /** After each re-INVITE that was accepted: whether one side keeps the other on hold. */
  readonly onHeld: (held: boolean) => void;
  readonly onRefused: (request: IncomingRequest, status: number, why: string) => void;
}

/** Passes re-INVITE (hold) and INFO (DTMF) from each side of a call to the other. */
export function linkDialogs(caller: SipDialog, farEnd: SipDialog, watch: LinkWatch): void {
  const holding = new Set<LinkSide>();
  const offered = (side: LinkSide, sdp: string): void => {
    if (isHold(sdp)) holding.add(side);
    else holding.delete(side);
    watch.onHeld(holding.size > 0);
  };
  passOn([caller, "caller"], [farEnd, "far-end"], offered, watch);
  passOn([farEnd, "far-end"], [caller, "caller"], offered, watch);
}

function passOn(
  [from, side]: readonly [SipDialog, LinkSide],
  [to, otherSide]: readonly [SipDialog, LinkSide],
  offered: (side: LinkSide, sdp: string) => void,
  { way, onRefused }: LinkWatch,
): void {
  const refuse = (
    request: IncomingRequest,
    response: OutgoingResponse,
    status: number,
    why: string,
  ): void => {
    response.send(status, reasonPhrase(status));
    onRefused(request, status, why);
  };
  from.on("modify", (request, response) => {
    const offer = sdpIn(request.raw);
    if (offer === undefined) {
      // The answer would come with the ACK, which is not passed on.
      refuse(request, response, 488, "it offers no session");
      return;
    }
    // Not the library's `modify`: after one refusal that never sends another re-INVITE.
    const body = way.passedOn(offer, side);
    const reinvite = { method: "INVITE", headers: { "Content-Type": "application/sdp" }, body };
    to.request(reinvite, (error, answered) => {
      if (!error && answered && answered.status < 200) return;
      const answer = answered && sdpIn(answered.raw);
      if (error || !answered) refuse(request, response, 503, "the other side cannot be reached");
      else if (answered.status >= 300) refuse(request, response, answered.status, "the other side said so");
      else if (answer === undefined) refuse(request, response, 488, "the other side answered without SDP");
      else {
        way.agreedAnew(side, offer, answer);
        response.send(200, { body: way.passedOn(answer, otherSide) });
        offered(side, offer);
      }
    });
  });
  from.on("info", (request, response) => {
    to.request({ method: "INFO", headers: contentType(request), body: request.body }, (error, answered) => {
      const status = error || !answered ? 503 : answered.status;
      if (status >= 300) refuse(request, response, status, "the other side did not take it");
      else response.send(status, reasonPhrase(status));
    });
  });
  // Transfer is not offered; without a listener the library would answer 200 and do nothing.
  from.on("refer", (request, response) => refuse(request, response, 501, "transfer is not offered"));
  from.on("subscribe", (request, response) => refuse(request, response, 489, "no event package is offered"));
}

function contentType(request: IncomingRequest): Record<string, string> {
  const type = request.get("Content-Type");
  return type === undefined ? {} : { "Content-Type": type };
}
