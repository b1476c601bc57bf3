import type { Setup } from "../model/setup/setup.js";
import { decide } from "./decide.js";
import type { Decision, DialLoad } from "./decision.js";
import { matchIn } from "./patterns.js";

/**
 * The extension that a call from outside is for: of the inbound routes whose DID is the number the most specific one, else
 * the one that takes any (from-trunk).
 * @returns undefined where no route takes it
 */
export function inboundExtension(
  { inboundRoutes }: Pick<Setup, "inboundRoutes">,
  number: string,
): string | undefined {
  // Nothing is more specific than the number itself, and most of many routes are plain numbers.
  const exact = inboundRoutes.find(({ did }) => did === number);
  if (exact !== undefined) return exact.extension;
  const named = inboundRoutes.filter(({ did }) => did !== "any" && !/^[\d*#+]+$/.test(did));
  const match = matchIn({ patterns: named.map(({ did }) => did) }, number, "");
  const found =
    typeof match === "string" ? inboundRoutes.find(({ did }) => did === "any") : named[match.index];
  return found?.extension;
}

/** What is broken where nobody is called back by the number that the PSAP was shown. */
export function noCallBack(number: string): string {
  return `no inbound route for ${number}: a call-back rings nobody`;
}

/** What becomes of a call from outside: what people have switched for the extension counts as for any call (PBX-146). */
export function decideInbound(
  setup: Setup,
  call: {
    readonly number: string;
    readonly caller: string;
    readonly epochMs: number;
    readonly load: DialLoad;
  },
): Decision {
  const { number, caller, epochMs, load } = call;
  const extension = inboundExtension(setup, number);
  if (extension === undefined) {
    const why = `no inbound route for ${number}`;
    return {
      steps: [{ rule: "FI-33", path: ["inbound-routes"], text: why }],
      end: { kind: "refuse", status: 404, why },
    };
  }
  const { steps, end } = decide({ setup, caller, address: undefined, number: extension, epochMs, load });
  const index = setup.inboundRoutes.findIndex((each) => each.extension === extension);
  const taken = { rule: "FI-33", path: ["inbound-routes", index], text: `${number} is for ${extension}` };
  return { steps: [taken, ...steps], end };
}
