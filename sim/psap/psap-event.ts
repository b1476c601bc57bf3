import type { RefusedMessage } from "../backend/switch/refused.js";
import type { AudioState } from "../media/session/listening.js";
import type { ReceivedCall } from "./received-call.js";

/** What happens at a PSAP of a laboratory. */
export type PsapEvent =
  | ({
      readonly type: "call";
      /** When it came (ISO 8601). */
      readonly at: string;
      /** `udp:192.0.2.5:5060` */
      readonly source: string;
      /** What became of it; with a status, whose. */
      readonly answer: "answered" | "refused" | "unanswered";
      readonly status?: number;
      /** Why it was refused, where that was not asked for. */
      readonly why?: string;
      /** What the answer to a test call read back. */
      readonly readBack?: string;
    } & ReceivedCall)
  | ({
      /** What the PSAP hears of a call that is up, each time that changes. */
      readonly type: "audio";
      readonly at: string;
      /** Call-ID of the call that it is. */
      readonly id: string;
      readonly number: string;
      readonly callerId: string;
    } & AudioState)
  | {
      readonly type: "ended";
      readonly at: string;
      /** Call-ID of the call that it was. */
      readonly id: string;
      readonly number: string;
      readonly callerId: string;
      readonly by: "caller" | "psap";
      /** Why the PSAP hung up, where it was not asked to end. */
      readonly why?: string;
      /** How long it was up; 0 for one that its caller gave up. */
      readonly seconds: number;
    }
  | {
      /** A message that the PSAP can make nothing of. */
      readonly type: "refused";
      readonly at: string;
      readonly source: string;
      /** Method and Request-URI; absent: it is no request. */
      readonly request?: string;
      /** Absent: it was dropped. */
      readonly status?: number;
      readonly why: string;
    };

/** @example `udp:192.0.2.5:5060` */
export function sourceText(from: {
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
}): string {
  return `${from.protocol}:${from.host}:${from.port}`;
}

export function refusedEvent({ request, from, status, why }: RefusedMessage, epochMs: number): PsapEvent {
  return {
    type: "refused",
    at: new Date(epochMs).toISOString(),
    source: sourceText(from),
    ...(request && { request: `${request.method} ${request.uri}` }),
    ...(status !== undefined && { status }),
    why,
  };
}
