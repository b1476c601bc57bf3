import type { SessionDelegate } from "sip.js";

/**
 * What sip.js calls back for every session. A REFER is refused: sip.js would follow it and place a call that no dial
 * guard has seen.
 */
export function sessionDelegate(onBye: (reason: string | undefined) => void): SessionDelegate {
  return {
    onBye: (bye) => {
      onBye(bye.request.getHeader("reason"));
      bye.accept().catch(() => undefined);
    },
    onRefer: (referral) => {
      referral.reject({ statusCode: 603 }).catch(() => undefined);
    },
  };
}
