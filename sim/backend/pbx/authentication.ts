import { extensionOf } from "../../model/setup/extension-of.js";
import type { SipRequest } from "../../sip/message/message.js";
import type { SetupView } from "../setup-store.js";
import { type Answer, answer } from "./answer.js";
import type { DigestServer, DigestVerdict } from "./digest-server.js";
import { type Endpoint, endpointOf } from "./endpoint.js";
import type { PacketSource } from "./registrar-rules.js";
import type { AuthenticationSeams } from "./registration-seams.js";
import { type SecurityLog, unknownAccount } from "./security-log.js";

/** The extension that a request comes from, or what to answer instead of serving it. */
export type Authentication =
  /** @property taken what was wrong with it all the same (`strict: false`) */
  { readonly user: string; readonly taken?: string | undefined } | { readonly answer: Answer };

/** What requests are authenticated with. */
export interface AuthenticationOptions {
  readonly digest: DigestServer;
  readonly setup: SetupView;
  /** Whether what Asterisk takes against the RFCs is refused (PBX-58). */
  readonly strict: boolean;
  readonly seams: { readonly authentication: AuthenticationSeams };
  readonly security: Pick<SecurityLog, "tell">;
}

/**
 * Every request is authenticated by itself: an INVITE needs no registration (asterisk-wire.md §2.3). An extension
 * without authentication is whoever says so (PBX-6).
 */
export function authenticate(
  request: SipRequest,
  source: PacketSource,
  { digest, setup, strict, seams: { authentication: seams }, security }: AuthenticationOptions,
): Authentication {
  const { host: address } = source;
  const endpoint = endpointOf(request, address, setup.current);
  const { user } = endpoint;
  const extension = extensionOf(setup.current, user);
  const open = extension?.override?.withoutAuthentication === true;
  const found: DigestVerdict =
    user !== undefined && open
      ? { verdict: "accepted", user, taken: undefined }
      : digest.check(
          request,
          { address, endpoint: user, strict },
          (each) => extensionOf(setup.current, each)?.secret,
        );
  const result = seams.verdict(found, request, { byAddress: endpoint.byAddress, settings: extension });
  if (!open) tellSecurity(request, source, { user, isKnown: extension !== undefined, result, security });
  const refuse = (refusal: Answer): Authentication => ({ answer: seams.refusal(refusal, request) });
  const challenge = (stale: boolean, why?: string): Authentication =>
    refuse(
      answer(401, {
        headers: { "WWW-Authenticate": digest.challenge(address, stale) },
        ...(why !== undefined && { why }),
      }),
    );
  switch (result.verdict) {
    case "accepted":
      return { user: result.user, taken: result.taken };
    case "unauthenticated":
      return challenge(false);
    case "stale":
      return challenge(true);
    case "rejected":
      return challenge(false, `${result.reason}${matchNote(endpoint)}${pendingNote(user, setup)}`);
    case "malformed":
      return refuse(answer(400, { reason: result.reason }));
  }
}

/** As Asterisk does: an unknown extension has two entries a request, and its name is in the first one alone. */
function tellSecurity(
  request: SipRequest,
  source: PacketSource,
  {
    user = "",
    isKnown,
    result,
    security,
  }: {
    readonly user: string | undefined;
    readonly isKnown: boolean;
    readonly result: DigestVerdict;
    readonly security: Pick<SecurityLog, "tell">;
  },
): void {
  if (!isKnown) security.tell(request, source, { event: "InvalidAccountID", account: user });
  const account = isKnown ? user : unknownAccount;
  security.tell(request, source, { event: eventOf[result.verdict], account });
}

const eventOf = {
  accepted: "SuccessfulAuth",
  unauthenticated: "ChallengeSent",
  stale: "ChallengeSent",
  rejected: "ChallengeResponseFailed",
  malformed: "ChallengeResponseFailed",
} as const;

/** Unknown and wrong look the same on the wire (PBX-53): only the PBX can say that it was not told yet. */
function pendingNote(user: string | undefined, { current, written }: SetupView): string {
  if (user === undefined || current === written) return "";
  const isNew = extensionOf(current, user) === undefined && extensionOf(written, user) !== undefined;
  return isNew ? ` (extension ${user} was made, and is not applied yet)` : "";
}

/** The phone is not notified of it, and its user has typed nothing wrong (PBX-71): the trace has to say why. */
function matchNote({ user, byAddress }: Endpoint): string {
  return byAddress ? ` (its address stands under Match (Permit) of extension ${user})` : "";
}
