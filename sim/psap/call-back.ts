import { type SipApp, type SipDialog, statusIn } from "../backend/drachtio/sip-app.js";
import { type SoundMaker, Voice } from "../media/session/voice.js";
import type { callBackStates } from "../model/control/backend-event.js";
import { sdpIn } from "../sip/sdp/sdp-in.js";
import { offerSdp } from "../sip/sdp/sdp-offer.js";
import { keepVoice } from "./offered-call.js";

/** A call from the PSAP to a number that it was shown. */
export interface CallBackView {
  /** That is called. */
  readonly number: string;
  /** That the called phone is shown: the emergency number. */
  readonly from: string;
  readonly state: (typeof callBackStates)[number];
  /** Final SIP status where nobody answered. */
  readonly status?: number;
}

export interface CallBackOptions {
  readonly app: SipApp;
  /** Numeric address to name in the offer. */
  readonly host: string;
  /** SIP side of the PBX, `host:port`. */
  readonly pbx: string;
  readonly number: string;
  readonly from: string;
  /** What it talks with; undefined: it is silent. */
  readonly sound: SoundMaker | undefined;
  readonly onChange: (view: CallBackView) => void;
  /** How to end each call back that is not over, whatever it has come to: this one adds its own and takes it away. */
  readonly open: Set<() => void>;
}

/** Calls a number back, as a PSAP does when a call broke off. It stays up until the called phone hangs up. */
export function callBack(options: CallBackOptions): void {
  const { host, number, from, sound, onChange, open } = options;
  let cancel: (() => void) | undefined;
  let dialog: SipDialog | undefined;
  let voice: Voice | undefined;
  let sdp = "";
  const tell = (state: CallBackView["state"], status?: number): void =>
    onChange({ number, from, state, ...(status !== undefined && { status }) });
  const end = (): void => {
    voice?.close();
    if (!open.delete(end)) return;
    cancel?.();
    if (!dialog) return;
    dialog.destroy({}, () => undefined);
    tell("ended");
  };
  const failed = (error: unknown): void => {
    voice?.close();
    open.delete(end);
    tell("failed", statusIn(error));
  };
  const answered = (made: SipDialog): void => {
    if (!open.has(end)) {
      // The 200 has crossed the CANCEL.
      made.destroy({}, () => undefined);
      tell("ended");
      return;
    }
    dialog = made;
    voice?.answeredWith(sdpIn(made.res.raw ?? "") ?? made.remote.sdp);
    keepVoice(made, { sdp, voice }, host);
    made.on("destroy", () => {
      if (open.delete(end)) tell("ended");
    });
    tell("answered");
  };
  const call = (): void => {
    options.app.createUAC(
      `sip:${encodeURIComponent(number)}@${options.pbx}`,
      { localSdp: sdp, headers: { From: `<sip:${from}@localhost>` } },
      {
        cbRequest: (error, request) => {
          if (!error && request) cancel = () => request.cancel({}, () => undefined);
          if (!open.has(end)) cancel?.();
        },
        cbProvisional: () => undefined,
      },
      (error, made) => {
        cancel = undefined;
        if (made) answered(made);
        else failed(error);
      },
    );
  };
  const begin = (made: Voice | undefined): void => {
    voice = made;
    if (!open.has(end)) {
      // Ended before it began: nobody was called.
      voice?.close();
      tell("ended");
      return;
    }
    sdp = voice?.sdp ?? offerSdp(host);
    try {
      call();
    } catch (error) {
      // The library throws when its connection to the SIP server is gone.
      failed(error);
    }
  };
  open.add(end);
  tell("calling");
  if (sound === undefined) begin(undefined);
  // Without a port to talk from it calls in silence.
  else void Voice.offering({ ...sound, host, speaker: "psap" }).then(begin, () => begin(undefined));
}
