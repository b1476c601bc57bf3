/** Q.850 causes that Asterisk makes of a called party's final status, and the status that the caller gets. */
const passedOn: Readonly<Record<number, { readonly status: number; readonly cause: number }>> = {
  486: { status: 486, cause: 17 },
  600: { status: 486, cause: 17 },
  480: { status: 480, cause: 19 },
  483: { status: 480, cause: 19 },
  403: { status: 403, cause: 21 },
  603: { status: 403, cause: 21 },
  404: { status: 404, cause: 1 },
  604: { status: 404, cause: 1 },
  408: { status: 408, cause: 18 },
  410: { status: 410, cause: 22 },
  484: { status: 484, cause: 28 },
  488: { status: 488, cause: 58 },
  606: { status: 488, cause: 58 },
  500: { status: 500, cause: 38 },
  501: { status: 501, cause: 29 },
  502: { status: 502, cause: 27 },
  503: { status: 503, cause: 34 },
  504: { status: 603, cause: 102 },
};

/** What a caller gets at the end of a call that was not answered. */
export interface CallerStatus {
  readonly status: number;
  /** Q.850 cause for the Reason header. */
  readonly cause: number;
}

/** No phone answered within the ringing time: the dial plan goes on to its end. */
export const ringTimeout: CallerStatus = { status: 603, cause: 16 };

/** No contact to ring (PBX-144). */
export const nobodyThere: CallerStatus = { status: 480, cause: 20 };

/** The dial plan hangs up without a cause of its own (asterisk-wire.md §5.2). */
export const callRejected: CallerStatus = { status: 603, cause: 16 };

/** What one called party's final status makes of the caller's (asterisk-wire.md §5.3). */
export function callerStatus(status: number): CallerStatus {
  return passedOn[status] ?? { status: 500, cause: 127 };
}

/**
 * Many phones were rung and none answered: one busy phone makes the call busy (cause 17), whatever the others
 * said (PBX-142); where all said the same, that is passed on; a mixture is "no answer".
 */
export function callerStatusOfAll(statuses: readonly number[]): CallerStatus {
  const told = statuses.map(callerStatus);
  const [first] = told;
  if (!first) return nobodyThere;
  const busy = told.find((each) => each.cause === 17);
  if (busy) return busy;
  return told.every((each) => each.status === first.status) ? first : { status: 480, cause: 19 };
}
