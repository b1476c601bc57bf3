import { uncalled } from "../dialplan/called-extension.js";
import { inboundExtension } from "../dialplan/inbound.js";
import type { Setup } from "../model/setup/setup.js";

/** What the number that the PSAP is shown leads to when it calls back (EH-16). */
export interface CallBack {
  /** `all phones`: of a placeholder, and the first to answer has it. `not known`: the setup has no inbound routes. */
  readonly rings: "extension" | "all phones" | "nobody" | "not known";
  readonly extension?: string;
}

/**
 * Answers for any number that the PSAP is shown; of one that many desks show it is worked out once.
 */
export function callBacks(setup: Setup): (number: string) => CallBack {
  const known = new Map<string, CallBack>();
  return (number) => {
    const callBack = known.get(number) ?? callBackTo(setup, number);
    known.set(number, callBack);
    return callBack;
  };
}

function callBackTo(setup: Setup, number: string): CallBack {
  if (setup.inboundRoutes.length === 0) return { rings: "not known" };
  const extension = inboundExtension(setup, number);
  if (extension === undefined || uncalled(setup, extension) !== undefined) return { rings: "nobody" };
  const isShared = setup.extensions[extension]?.role === "placeholder";
  return { rings: isShared ? "all phones" : "extension", extension };
}
