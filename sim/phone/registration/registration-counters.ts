/** What the registrations of one fleet have met, as running totals. */
export interface RegistrationCounters {
  /** Requests, without retransmissions. */
  sent: number;
  retransmits: number;
  success: number;
  /** 401 and 407, the ordinary first challenge included. */
  challenges: number;
  stale: number;
  wrongCredentials: number;
  /** 403. */
  refused: number;
  intervalTooBrief: number;
  redirects: number;
  /** Final answers that have no counter of their own. */
  otherAnswers: number;
  timeouts: number;
  flowsLost: number;
  /** 2xx that did not list the own contact. */
  ownContactMissing: number;
  /** Responses to no open request: duplicates and strangers. */
  late: number;
}

export function newRegistrationCounters(): RegistrationCounters {
  return {
    sent: 0,
    retransmits: 0,
    success: 0,
    challenges: 0,
    stale: 0,
    wrongCredentials: 0,
    refused: 0,
    intervalTooBrief: 0,
    redirects: 0,
    otherAnswers: 0,
    timeouts: 0,
    flowsLost: 0,
    ownContactMissing: 0,
    late: 0,
  };
}
