import { randomBytes } from "node:crypto";
import {
  connectSipApp,
  type IncomingRequest,
  type OutgoingResponse,
  type SipApp,
  type SipDialog,
} from "../backend/drachtio/sip-app.js";
import type { RefusedMessage } from "../backend/switch/refused.js";
import { startSwitch } from "../backend/switch/switch.js";
import type { SoundMaker, Voice } from "../media/session/voice.js";
import type { FarEndCallView } from "../model/control/control-api.js";
import type { Setup } from "../model/setup/setup.js";
import type { TrunkPeer } from "../model/trunk-peer.js";
import type { SipTimers } from "../sip/timers.js";
import { acceptCall, refuseCall, unlessCancelled } from "./accept-call.js";
import { type CallBackView, callBack } from "./call-back.js";
import { farEndCall } from "./far-end-call.js";
import { FarEndLog } from "./far-end-log.js";
import { answeringFor, inviteIn, type Refusal } from "./offered-call.js";
import { readBackHeaders } from "./read-back.js";
import { TrunkStates } from "./trunk-states.js";

export interface FarEndOptions {
  /** Numeric address to listen on. */
  readonly host: string;
  /** On UDP; default: any free one. */
  readonly port?: number;
  /** As the admin wrote it: its locations are the address list of the PSAP. */
  readonly setup: () => Setup;
  /** Once when a call is answered, once when it has ended. */
  readonly onCall: (view: FarEndCallView) => void;
  /** Hears of each call back, as it changes. */
  readonly onCallBack?: (view: CallBackView) => void;
  /** Hears of messages that are not served. */
  readonly onRefused?: (refused: RefusedMessage) => void;
  readonly timers?: SipTimers;
  /** What it talks with; absent: it is silent, and throws away what comes. */
  readonly sound?: SoundMaker;
}

export interface FarEnd {
  /** Where trunk INVITEs go. */
  readonly peer: TrunkPeer;
  /** What is wrong with the trunks, to be set by a laboratory. */
  readonly trunks: TrunkStates;
  /** The last 1,000 calls that got here, in order, each in its present state. */
  calls(): readonly FarEndCallView[];
  /** The PSAP calls a number that it was shown. @param pbx its SIP side, `host:port` */
  callBack(number: string, pbx: string): void;
  /** Ends the calls back. */
  hangUp(): void;
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
  const { host, setup, onCall, sound, onRefused = () => {} } = options;
  const secret = randomBytes(12).toString("hex");
  const log = new FarEndLog();
  const trunks = new TrunkStates();
  const sip = await startSwitch({
    host,
    udpPort: options.port ?? 0,
    tcpPort: 0,
    secret,
    onRefused,
    lose: (direction, datagram) => direction === "received" && trunks.loses(datagram),
    ...(options.timers && { timers: options.timers }),
  });
  const open = new Map<SipDialog, Voice | undefined>();

  const answered = (view: FarEndCallView, dialog: SipDialog, voice: Voice | undefined): void => {
    log.add(view);
    open.set(dialog, voice);
    onCall(view);
    dialog.on("destroy", () => {
      open.delete(dialog);
      const ended: FarEndCallView = { ...view, state: "ended" };
      log.replace(view, ended);
      onCall(ended);
    });
  };
  const refuse = (request: IncomingRequest, response: OutgoingResponse, { status, why }: Refusal): void => {
    if (response.finalResponseSent) return;
    refuseCall(response, status);
    // The far end listens on UDP alone: the PBX knows of no other address.
    const from = { host: request.source_address, port: request.source_port, protocol: "udp" } as const;
    onRefused({ request, userAgent: request.get("User-Agent"), from, status, why });
  };
  const prepare = (app: SipApp): void =>
    app.use("invite", (request, response) => {
      takeCall(app, request, response, { host, setup, trunks, sound, answered }).then(
        (refusal) => refusal && refuse(request, response, refusal),
        (error: unknown) =>
          refuse(request, response, { status: 500, why: `the far end failed: ${String(error)}` }),
      );
    });
  const { app, close } = await connectSipApp({ ...sip.admin, secret }, prepare, () => {});
  const callsBack = new Set<() => void>();
  const hangUp = (): void => {
    for (const end of callsBack) end();
  };

  return {
    peer: { ...sip.udp, isDown: (trunk) => trunks.of(trunk) === "down" },
    trunks,
    calls: () => log.calls,
    callBack: (number, pbx) => {
      const [from = "911"] = setup().emergencyNumbers;
      const onChange = (view: CallBackView): void => options.onCallBack?.(view);
      callBack({ app, host, pbx, number, from, sound, onChange, open: callsBack });
    },
    hangUp,
    forget: () => log.clear(),
    stop: async () => {
      hangUp();
      for (const [dialog, voice] of open) {
        voice?.close();
        dialog.destroy({}, () => {});
      }
      await close();
      await sip.stop();
    },
  };
}

/**
 * Answers at once, without ringing, as a PSAP trunk does, or as the trunk's state has it.
 * @returns why it does neither; undefined too where its caller gave up meanwhile
 */
async function takeCall(
  app: SipApp,
  request: IncomingRequest,
  response: OutgoingResponse,
  place: {
    readonly host: string;
    readonly setup: () => Setup;
    readonly trunks: TrunkStates;
    readonly sound: SoundMaker | undefined;
    readonly answered: (view: FarEndCallView, dialog: SipDialog, voice: Voice | undefined) => void;
  },
): Promise<Refusal | undefined> {
  const invite = inviteIn(request.raw);
  if ("why" in invite) return invite;
  const view = farEndCall(invite, place.setup());
  if (!view) return { status: 404, why: "it came over no trunk of the setup" };
  const refusal = place.trunks.refusal(view.trunk);
  if (refusal) {
    response.send(refusal.status, { headers: { ...refusal.headers } });
    return undefined;
  }
  const loses = place.trunks.losesSound(view.trunk);
  const sound = place.sound && { ...place.sound, speaker: view.farEnd, loses };
  const answering = await unlessCancelled(request, answeringFor(invite, place.host, sound));
  if (answering === undefined || "status" in answering) return answering;
  const headers = view.readBack === undefined ? {} : readBackHeaders(view.readBack);
  acceptCall({ app, request, response, host: place.host }, answering, headers, (dialog) => {
    if (dialog) place.answered(view, dialog, answering.voice);
  });
  return undefined;
}
