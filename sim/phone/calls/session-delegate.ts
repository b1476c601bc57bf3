import type { SessionDelegate } from "sip.js";

/**
 * What every session does by itself: it passes on why the other side hung up, and refuses a REFER. By default sip.js
 * would follow the REFER and place a call that no dial guard has seen.
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
