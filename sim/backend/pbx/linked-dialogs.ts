import type { IncomingRequest, OutgoingResponse, SipDialog } from "./sip-app.js";

/** Passes re-INVITE (hold) and INFO (DTMF) from each side of a call to the other. */
export function linkDialogs(one: SipDialog, other: SipDialog): void {
  passOn(one, other);
  passOn(other, one);
}

function passOn(from: SipDialog, to: SipDialog): void {
  from.on("modify", (request, response) => {
    if (!request.body) {
      // The answer would come with the ACK, which is not passed on.
      response.send(488);
      return;
    }
    to.modify(request.body, (error, sdp) => {
      if (error || !sdp) response.send(488);
      else response.send(200, { body: sdp });
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
