import type { Decision, DialRequest } from "../../dialplan/decision.js";
import type { NoticeView } from "../../model/control/control-api.js";
import {
  type AuthenticationSeams,
  type ContactSeams,
  intactAuthentication,
  intactContacts,
  intactRegistrar,
  type RegistrarSeams,
} from "./registration-seams.js";

/**
 * Where a rule of the PBX can be broken on purpose, so that no rule knows of faults: what comes back is what counts.
 */
export interface Seams {
  /** @param decision what the rules say of the dialled number */
  decision(decision: Decision, request: DialRequest): Decision;
  /** @param goesOn whether the rules say that a call which a trunk did not carry tries the next one */
  failover(goesOn: boolean): boolean;
  /** @returns whether a phone that answered after another one had the call gets a BYE (F-69) */
  endsLateAnswers(): boolean;
  /** @returns how many of the phones that a call rings have to refuse it before it is over (PBX-142) */
  refusalsNeeded(rung: number): number;
  /**
   * Before a NOTIFY check-sync leaves.
   * @returns whether the phone is asked to reboot; `withhold`: the NOTIFY is acknowledged, but none leaves
   */
  notify(reboot: boolean): boolean | "withhold";
  /** Before a notice of a call leaves. @returns undefined: none leaves */
  notice(notice: NoticeView): NoticeView | undefined;
  readonly registrar: RegistrarSeams;
  readonly authentication: AuthenticationSeams;
  readonly contacts: ContactSeams;
  /** @returns what a call record shows of a PIN that is stored with the call */
  accountCode(pin: string): string;
}

/** All rules hold. */
export const intact: Seams = {
  decision: (decision) => decision,
  failover: (goesOn) => goesOn,
  endsLateAnswers: () => true,
  refusalsNeeded: (rung) => rung,
  notify: (reboot) => reboot,
  notice: (notice) => notice,
  registrar: intactRegistrar,
  authentication: intactAuthentication,
  contacts: intactContacts,
  accountCode: () => "pin recorded",
};
