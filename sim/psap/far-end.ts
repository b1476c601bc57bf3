import { randomBytes } from "node:crypto";
import {
  connectSipApp,
  type IncomingRequest,
  type OutgoingResponse,
  type SipApp,
  type SipDialog,
} from "../backend/drachtio/sip-app.js";
import { startSwitch } from "../backend/switch/switch.js";
import type { FarEndCallView } from "../model/control/control-api.js";
import type { Setup } from "../model/setup/setup.js";
import { parseMessage } from "../sip/message/parse.js";
import { answerSdp } from "../sip/sdp/sdp-answer.js";
import type { SipTimers } from "../sip/timers.js";
import { farEndCall } from "./far-end-call.js";
import { FarEndLog } from "./far-end-log.js";

export interface FarEndOptions {
  /** Numeric address to listen on. */
  readonly host: string;
  /** As the admin wrote it: its locations are the address list of the PSAP. */
  readonly setup: () => Setup;
  /** Once when a call is answered, once when it has ended. */
  readonly onCall: (view: FarEndCallView) => void;
  readonly timers?: SipTimers;
}

export interface FarEnd {
  /** Where trunk INVITEs go, UDP. */
  readonly address: { readonly host: string; readonly port: number };
  /** The last 1,000 calls that got here, in order, each in its present state. */
  calls(): readonly FarEndCallView[];
  /** Remembers no call any more. */
  forget(): void;
  stop(): Promise<void>;
}

/**
 * Starts the PSAP and the carrier: a SIP server of its own, so that a call counts as delivered only when an INVITE
 * came out of the PBX on a trunk and was answered here. It has no way to anywhere else.
 * @throws DeskfleetError DF_SIP_BIND, DF_DRACHTIO_CONNECT
 */
export async function startFarEnd(options: FarEndOptions): Promise<FarEnd> {
  const { host, setup, onCall } = options;
  const secret = randomBytes(12).toString("hex");
  const sip = await startSwitch({
    host,
    udpPort: 0,
    tcpPort: 0,
    secret,
    ...(options.timers && { timers: options.timers }),
  });
  const log = new FarEndLog();
  const open = new Set<SipDialog>();

  const answered = (view: FarEndCallView, dialog: SipDialog): void => {
    log.add(view);
    open.add(dialog);
    onCall(view);
    dialog.on("destroy", () => {
      open.delete(dialog);
      const ended: FarEndCallView = { ...view, state: "ended" };
      log.replace(view, ended);
      onCall(ended);
    });
  };
  const prepare = (app: SipApp): void =>
    app.use("invite", (request, response) => {
      try {
        takeCall(app, request, response, { host, setup, answered });
      } catch {
        if (!response.finalResponseSent) response.send(500);
      }
    });
  const { close } = await connectSipApp({ ...sip.admin, secret }, prepare, () => {});

  return {
    address: sip.udp,
    calls: () => log.calls,
    forget: () => log.clear(),
    stop: async () => {
      for (const dialog of open) dialog.destroy({}, () => {});
      await close();
      await sip.stop();
    },
  };
}

/** Answers at once, without ringing, as a PSAP trunk does. */
function takeCall(
  app: SipApp,
  request: IncomingRequest,
  response: OutgoingResponse,
  place: {
    readonly host: string;
    readonly setup: () => Setup;
    readonly answered: (view: FarEndCallView, dialog: SipDialog) => void;
  },
): void {
  const parsed = parseMessage(request.raw);
  if (!parsed.ok || parsed.message.kind !== "request") {
    response.send(400);
    return;
  }
  const view = farEndCall(parsed.message, place.setup());
  const localSdp = answerSdp(parsed.message.body, place.host);
  if (!view) response.send(404);
  else if (localSdp === undefined) response.send(488);
  else {
    app.createUAS(request, response, { localSdp }, (_error, dialog) => {
      if (dialog) place.answered(view, dialog);
    });
  }
}
