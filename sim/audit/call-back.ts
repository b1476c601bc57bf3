import { calledBack } from "../dialplan/inbound.js";
import type { Setup } from "../model/setup/setup.js";

/** What the number that the PSAP is shown leads to when it calls back (EH-16). */
export type CallBack =
  /** `all phones`: of a placeholder, and the first to answer has it. */
  | { readonly rings: "extension" | "all phones"; readonly extension: string }
  /** `why`: in words. `device`: no call is for it, and the inbound route leads there; absent: no route takes the number. */
  | { readonly rings: "nobody"; readonly why: string; readonly device?: string }
  /** The setup has no inbound routes. */
  | { readonly rings: "not known" };

/** Answers for any number that the PSAP is shown. */
export type CallBacks = (number: string) => CallBack;

/** Of a number that many desks show it is worked out once. */
export function callBacks(setup: Setup): CallBacks {
  const known = new Map<string, CallBack>();
  return (number) => {
    const callBack = known.get(number) ?? callBackTo(setup, number);
    known.set(number, callBack);
    return callBack;
  };
}

function callBackTo(setup: Setup, number: string): CallBack {
  if (setup.inboundRoutes.length === 0) return { rings: "not known" };
  const called = calledBack(setup, number);
  if ("nobody" in called) {
    const { nobody: why, device } = called;
    return { rings: "nobody", why, ...(device !== undefined && { device }) };
  }
  const { extension } = called;
  const isShared = setup.extensions[extension]?.role === "placeholder";
  return { rings: isShared ? "all phones" : "extension", extension };
}
