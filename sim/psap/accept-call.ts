import type {
  Headers,
  IncomingRequest,
  OutgoingResponse,
  SipApp,
  SipDialog,
} from "../backend/drachtio/sip-app.js";
import { type Answering, keepVoice, type Refusal } from "./offered-call.js";

/** A call as the SIP server hands it over. */
export interface CallAtHand {
  readonly app: Pick<SipApp, "createUAS">;
  readonly request: IncomingRequest;
  readonly response: OutgoingResponse;
  /** Numeric address to name in answers. */
  readonly host: string;
}

/**
 * What a call is answered with, unless its caller gives up while that is made: the library would answer all the same,
 * and tell of an error.
 * @param making begun in the same turn as this is called
 * @returns undefined where it was given up; its voice is closed by then
 */
export async function unlessCancelled(
  request: Pick<IncomingRequest, "on">,
  making: Promise<Answering | Refusal>,
): Promise<Answering | Refusal | undefined> {
  let isGivenUp = false;
  request.on("cancel", () => {
    isGivenUp = true;
  });
  const made = await making;
  if (!isGivenUp) return made;
  if ("sdp" in made) made.voice?.close();
  return undefined;
}

/**
 * Answers a call with 200; its voice lives as long as the call.
 * @param done hears the dialog, or why there is none
 * @throws what the library throws when its connection to the SIP server is gone; the voice is closed by then
 */
export function acceptCall(
  { app, request, response, host }: CallAtHand,
  answering: Answering,
  headers: Headers,
  done: (dialog: SipDialog | undefined, error: unknown) => void,
): void {
  const { sdp: localSdp, voice } = answering;
  try {
    app.createUAS(request, response, { localSdp, headers }, (error, dialog) => {
      if (dialog === undefined) voice?.close();
      else keepVoice(dialog, answering, host);
      done(dialog, error);
    });
  } catch (error) {
    voice?.close();
    throw error;
  }
}

/** Refuses a call if it has no final answer yet. Who is gone, as the library says by throwing, needs none. */
export function refuseCall(response: OutgoingResponse, status: number, headers: Headers = {}): void {
  if (response.finalResponseSent) return;
  try {
    response.send(status, { headers });
  } catch {
    // Its connection to the SIP server is gone, and with it all calls.
  }
}
