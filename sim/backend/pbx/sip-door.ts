import type { SocketAddress } from "../../sip/transport/transport.js";
import type { SipApp } from "../drachtio/sip-app.js";
import type { SetupView } from "../setup-store.js";
import type { Bans } from "./bans.js";
import type { CallControl } from "./call-control.js";
import type { DigestServer } from "./digest-server.js";
import { endpointOf } from "./endpoint.js";
import { otherMethods } from "./other-methods.js";
import type { Registrar } from "./registrar.js";
import { type Answered, type Handler, serveOne } from "./serve-one.js";

export interface SipDoorOptions {
  readonly setup: SetupView;
  readonly registrar: Registrar;
  readonly calls: CallControl;
  readonly digest: DigestServer;
  readonly bans?: Pick<Bans, "isBanned">;
  /** Where calls from outside come from. */
  readonly farEnd: SocketAddress;
  /** Hears each answer that is worth telling. */
  readonly answered: (odd: Answered) => void;
}

/** Leads each method that comes in to those who serve it. */
export function openSipDoor(sip: SipApp, options: SipDoorOptions): void {
  const { setup, registrar, calls, digest, bans, farEnd, answered } = options;
  const serve = (method: string, handler: Handler): void =>
    sip.use(method, (request, response) => {
      // The embedded switch lets none of these through; a drachtio-server of another process knows of no ban.
      if (bans?.isBanned(request.source_address)) return;
      serveOne(request, response, handler, answered);
    });
  serve("register", (message, source) => registrar.answerTo(message, source));
  serve("invite", (message, source, request, response) => {
    const invitation = { message, source, request, response };
    const isFromTrunk = source.host === farEnd.host && source.port === farEnd.port;
    return isFromTrunk ? calls.fromTrunk(sip, invitation) : calls.invite(sip, invitation);
  });
  serve("info", (message) => calls.info(message));
  for (const [method, answerOther] of Object.entries(otherMethods)) {
    serve(method, (message, source) =>
      answerOther(endpointOf(message, source.host, setup.current).user, setup.current, () =>
        digest.challenge(source.host, false),
      ),
    );
  }
}
