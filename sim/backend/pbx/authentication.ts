import type { SipRequest } from "../../sip/message/message.js";
import type { SetupStore } from "../setup-store.js";
import { type Answer, answer } from "./answer.js";
import type { DigestServer } from "./digest-server.js";
import { extensionOf } from "./extension-of.js";
import { fromUser } from "./parties.js";

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
  const peer = { address, fromUser: fromUser(request) };
  const result = digest.check(request, peer, (user) => extensionOf(setup.current, user)?.secret);
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
      return { answer: challenge(false), reason: result.reason };
    case "malformed":
      return { answer: answer(400, { reason: result.reason }), reason: result.reason };
  }
}
