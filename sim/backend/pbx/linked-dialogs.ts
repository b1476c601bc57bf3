import type { IncomingRequest, OutgoingResponse, SipDialog } from "../drachtio/sip-app.js";
import { isHold } from "./hold.js";

/**
 * Passes re-INVITE (hold) and INFO (DTMF) from each side of a call to the other.
 * @param onHeld hears after each re-INVITE that was accepted whether one side keeps the other on hold
 */
export function linkDialogs(one: SipDialog, other: SipDialog, onHeld: (held: boolean) => void): void {
  const holding = new Set<SipDialog>();
  const offered = (side: SipDialog, sdp: string): void => {
    if (isHold(sdp)) holding.add(side);
    else holding.delete(side);
    onHeld(holding.size > 0);
  };
  passOn(one, other, offered);
  passOn(other, one, offered);
}

function passOn(from: SipDialog, to: SipDialog, offered: (side: SipDialog, sdp: string) => void): void {
  from.on("modify", (request, response) => {
    if (!request.body) {
      // The answer would come with the ACK, which is not passed on.
      response.send(488);
      return;
    }
    // Not the library's `modify`: after one refusal that never sends another re-INVITE.
    const reinvite = { method: "INVITE", headers: contentType(request), body: request.body };
    to.request(reinvite, (error, answered) => {
      if (!error && answered && answered.status < 200) return;
      if (error || !answered) response.send(503);
      else if (answered.status >= 300) response.send(answered.status);
      else if (answered.body === "") response.send(488);
      else {
        response.send(200, { body: answered.body });
        offered(from, request.body);
      }
    });
  });
  from.on("info", (request, response) => {
    to.request({ method: "INFO", headers: contentType(request), body: request.body }, (error, answered) => {
      response.send(error || !answered ? 503 : answered.status);
    });
  });
  // Transfer is not offered; without a listener the library would answer 200 and do nothing.
  from.on("refer", (_request, response: OutgoingResponse) => response.send(501));
}

function contentType(request: IncomingRequest): Record<string, string> {
  const type = request.get("Content-Type");
  return type === undefined ? {} : { "Content-Type": type };
}
