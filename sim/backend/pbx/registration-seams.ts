import type { SecurityEventView } from "../../model/control/control-api.js";
import type { ExtensionSettings } from "../../model/setup/setup.js";
import type { SipRequest } from "../../sip/message/message.js";
import type { Answer } from "./answer.js";
import type { AorLimits } from "./aor-limits.js";
import type { DigestVerdict } from "./digest-server.js";
import {
  type Binding,
  liveBindings,
  type PacketSource,
  type RegisterOutcome,
  type RegisterRequest,
} from "./registrar-rules.js";
import type { StoredContact } from "./stored-contact.js";

/** A REGISTER that was read, and what was bound before it. */
export interface AppliedRegister {
  readonly stored: readonly Binding[];
  readonly asked: RegisterRequest;
  readonly limits: AorLimits;
}

/** Where the rules of the registrar can be broken on purpose: what comes back is what counts. */
export interface RegistrarSeams {
  /** A REGISTER before it is read. */
  request(request: SipRequest): SipRequest;
  limits(limits: AorLimits, settings: ExtensionSettings): AorLimits;
  /** @param bindings that are kept, swept or not @returns those that count now */
  live(bindings: readonly Binding[], nowMs: number): readonly Binding[];
  outcome(outcome: RegisterOutcome, applied: AppliedRegister): RegisterOutcome;
  /** The answer before it leaves. */
  answer(answer: Answer, request: SipRequest, source: PacketSource): Answer;
}

/** Who a request was taken as before its credentials were looked at. */
export interface Identified {
  /** By Match (Permit): the From user was not looked at. */
  readonly byAddress: boolean;
  /** undefined: there is no such extension. */
  readonly settings: ExtensionSettings | undefined;
}

/** Where those of authentication can be. */
export interface AuthenticationSeams {
  verdict(verdict: DigestVerdict, request: SipRequest, identified: Identified): DigestVerdict;
  /** A 401 or another refusal before it leaves. */
  refusal(refusal: Answer, request: SipRequest): Answer;
}

/** Where those of the life of contacts can be. */
export interface ContactSeams {
  /** @param status final answer of a contact to OPTIONS @returns whether it is there */
  reachable(status: number): boolean;
  /** @returns whether contacts that have run out are forgotten now */
  sweeps(): boolean;
  /** @param stored contacts of an earlier run @returns those that are put back */
  restored(stored: readonly StoredContact[]): readonly StoredContact[];
  /** @returns whether a connection that is closed takes its contacts along */
  endsWithConnection(): boolean;
  /** @returns whether the phones of an extension are told of its mailbox after a REGISTER */
  tellsMailbox(): boolean;
  /** @returns whether the security log has it */
  logs(event: SecurityEventView["event"]): boolean;
  /** @returns whether a phone hears that its contact was dropped for another */
  tellsEvicted(): boolean;
}

/** All rules hold. */
export const intactContacts: ContactSeams = {
  reachable: () => true,
  sweeps: () => true,
  restored: (stored) => stored,
  endsWithConnection: () => true,
  tellsMailbox: () => true,
  logs: () => true,
  tellsEvicted: () => false,
};

export const intactRegistrar: RegistrarSeams = {
  request: (request) => request,
  limits: (limits) => limits,
  live: liveBindings,
  outcome: (outcome) => outcome,
  answer: (answer) => answer,
};

export const intactAuthentication: AuthenticationSeams = {
  verdict: (verdict) => verdict,
  refusal: (refusal) => refusal,
};
