import type { DecisionEnd } from "../../dialplan/decision.js";

/** A final answer of the PBX, before the SIP server adds what belongs to the transaction. */
export interface Answer {
  readonly status: number;
  /** Reason phrase; absent: the usual one. */
  readonly reason?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** For the log, where the sender must not learn it; a 401 without it is the ordinary first challenge. */
  readonly why?: string;
}

/**
 * `Server` and `User-Agent` in the pattern of FreePBX: `<brand>-<PBX version>(<Asterisk version>)`
 * (asterisk-wire.md §1).
 */
export const pbxName = "deskfleet-17.0.19(22.10.1)";

/** An answer with the headers that all of them have. */
export function answer(
  status: number,
  { reason, why, headers }: Partial<Omit<Answer, "status">> = {},
): Answer {
  return {
    status,
    ...(reason !== undefined && { reason }),
    ...(why !== undefined && { why }),
    headers: { Server: pbxName, ...headers },
  };
}

/** Of a call that the dial plan refuses. */
type RefusalStatus = Extract<DecisionEnd, { kind: "refuse" }>["status"];

/** What a hang-up of the dial plan is told with (asterisk-wire.md §5.2). */
export function refusalCause(status: RefusalStatus): { readonly status: number; readonly cause: number } {
  return { status, cause: { 401: 21, 403: 21, 404: 1, 486: 17, 503: 34, 603: 16 }[status] };
}

/** 404 carries no Reason, unlike a hang-up by the dialplan (asterisk-wire.md §5.1, §5.2). */
export function refusal({ status, why }: { readonly status: RefusalStatus; readonly why: string }): Answer {
  const cause = status === 404 ? undefined : refusalCause(status).cause;
  return answer(status, { why, ...(cause !== undefined && { headers: { Reason: `Q.850;cause=${cause}` } }) });
}
