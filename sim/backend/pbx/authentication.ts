import { extensionOf } from "../../model/setup/extension-of.js";
import type { SipRequest } from "../../sip/message/message.js";
import type { SetupStore } from "../setup-store.js";
import { type Answer, answer } from "./answer.js";
import type { DigestServer } from "./digest-server.js";
import { type Endpoint, endpointOf } from "./endpoint.js";

/** The extension that a request comes from, or what to answer instead of serving it. */
export type Authentication =
  | { readonly user: string }
  /** `reason` is for the trace; absent for the ordinary first challenge. */
  | { readonly answer: Answer; readonly reason?: string };

/** Every request is authenticated by itself: an INVITE needs no registration (asterisk-wire.md §2.3). */
export function authenticate(
  request: SipRequest,
  address: string,
  digest: DigestServer,
  setup: SetupStore,
): Authentication {
  const endpoint = endpointOf(request, address, setup.current);
  const result = digest.check(
    request,
    { address, endpoint: endpoint.user },
    (user) => extensionOf(setup.current, user)?.secret,
  );
  const challenge = (stale: boolean): Answer =>
    answer(401, { headers: { "WWW-Authenticate": digest.challenge(address, stale) } });
  switch (result.verdict) {
    case "accepted":
      return { user: result.user };
    case "unauthenticated":
      return { answer: challenge(false) };
    case "stale":
      return { answer: challenge(true) };
    case "rejected":
      return { answer: challenge(false), reason: `${result.reason}${matchNote(endpoint)}` };
    case "malformed":
      return { answer: answer(400, { reason: result.reason }), reason: result.reason };
  }
}

/** The phone is told nothing of it, and its user has typed nothing wrong (PBX-71): the trace has to say why. */
function matchNote({ user, byAddress }: Endpoint): string {
  return byAddress ? ` (its address stands under Match (Permit) of extension ${user})` : "";
}
