import { randomBytes } from "node:crypto";
import { connectSipApp, type SipApp } from "../backend/drachtio/sip-app.js";
import { startSwitch } from "../backend/switch/switch.js";
import { createRandom } from "../model/random.js";
import { systemClock } from "../sip/system-clock.js";
import type { SipTimers } from "../sip/timers.js";
import type { AnswerMode } from "./answer-mode.js";
import { lostAnswers } from "./lost-answers.js";
import { PsapCalls } from "./psap-calls.js";
import { type PsapEvent, refusedEvent } from "./psap-event.js";

export interface PsapOptions {
  /** Numeric address to listen on. */
  readonly host: string;
  /** UDP and TCP; 0 for any. */
  readonly port: number;
  readonly answer: AnswerMode;
  readonly onEvent: (event: PsapEvent) => void;
  /** RFC 3261 values if left out. */
  readonly timers?: SipTimers;
}

/** A PSAP, running. */
export interface Psap {
  readonly address: { readonly host: string; readonly port: number };
  /** Calls that are up. */
  readonly openCalls: number;
  /** Hangs up and waits until each BYE is answered or given up (64·T1); then the ports are free. */
  stop(): Promise<void>;
}

const capabilities = { Allow: "INVITE, ACK, BYE, CANCEL, OPTIONS", Accept: "application/sdp" } as const;

/** What a PBX may send to a trunk that it takes for a provider of another kind. */
const otherMethods = ["register", "subscribe", "publish", "message", "notify", "refer", "info"] as const;

/**
 * Starts a PSAP for the emergency trunk of a PBX in a laboratory: it takes whatever call comes and tells what it was
 * told. It has no way to anywhere else.
 * @throws DeskfleetError DF_SIP_BIND, DF_DRACHTIO_CONNECT
 * @example
 * const psap = await startPsap({ host: "127.0.0.1", port: 0, answer: "answer", onEvent: console.log });
 */
export async function startPsap({ host, port, answer, onEvent, timers }: PsapOptions): Promise<Psap> {
  const secret = randomBytes(12).toString("hex");
  const sip = await startSwitch({
    ...{ host, udpPort: port, tcpPort: port, secret },
    onRefused: (refused) => onEvent(refusedEvent(refused, systemClock.wall())),
    lose: lostAnswers(answer),
    ...(timers && { timers }),
  });
  const sound = { clock: systemClock, random: createRandom(randomBytes(4).readUInt32BE()) };
  const calls = new PsapCalls({ host, answer, onEvent, clock: systemClock, sound });
  const prepare = (app: SipApp): void => {
    app.use("invite", (request, response) => calls.take(app, request, response));
    app.use("options", (request, response) => {
      // RFC 3261 §8.2.2.3. Of a call it is not asked: one for help is taken whatever it requires.
      const required = request.get("Require");
      if (required === undefined) response.send(200, { headers: capabilities });
      else response.send(420, { headers: { Unsupported: required } });
    });
    for (const method of otherMethods) {
      app.use(method, (request, response) => calls.refuseMethod(request, response, capabilities.Allow));
    }
  };
  const { close } = await connectSipApp({ ...sip.admin, secret }, prepare, () => {}).catch(
    async (error: unknown) => {
      await sip.stop();
      throw error;
    },
  );
  return {
    address: sip.udp,
    get openCalls() {
      return calls.count;
    },
    stop: async () => {
      await calls.end();
      await close();
      await sip.stop();
    },
  };
}
