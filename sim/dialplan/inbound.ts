import type { Setup } from "../model/setup/setup.js";
import { uncalled } from "./called-extension.js";
import { decide } from "./decide.js";
import type { Decision, DialLoad } from "./decision.js";
import { matchIn } from "./patterns.js";

/** An inbound route. */
interface Taking {
  readonly extension: string;
  /** Its place in the list, from 0. */
  readonly index: number;
}

/** Of the inbound routes whose DID is the number the most specific one, else the one that takes any (from-trunk). */
function routeTaking({ inboundRoutes }: Pick<Setup, "inboundRoutes">, number: string): Taking | undefined {
  // Nothing is more specific than the number itself, and most of many routes are plain numbers.
  const exact = inboundRoutes.findIndex(({ did }) => did === number && did !== "any");
  if (exact >= 0) return { extension: inboundRoutes[exact]?.extension ?? "", index: exact };
  const routes = inboundRoutes.map((each, index) => ({ ...each, index }));
  const named = routes.filter(({ did }) => did !== "any" && !/^[\d*#+]+$/.test(did));
  const match = matchIn({ patterns: named.map(({ did }) => did) }, number, "");
  return typeof match === "string" ? routes.find(({ did }) => did === "any") : named[match.index];
}

/** The extension that a call from outside is for. @returns undefined where no inbound route takes it */
export function inboundExtension(setup: Pick<Setup, "inboundRoutes">, number: string): string | undefined {
  return routeTaking(setup, number)?.extension;
}

/** Whom a call-back is for, or in words why it rings nobody. */
export type CalledBack =
  | { readonly extension: string }
  /** `device`: no call is for it, and the inbound route leads there; absent: no inbound route takes the number. */
  | { readonly nobody: string; readonly device?: string };

/**
 * What the number that the PSAP was shown leads to: an extension, nowhere, or a device that no call is for (PBX-99, PBX-100).
 */
export function calledBack(setup: Setup, number: string): CalledBack {
  const extension = inboundExtension(setup, number);
  if (extension === undefined) return { nobody: `no inbound route for ${number}: a call-back rings nobody` };
  const device = uncalled(setup, extension);
  if (device === undefined) return { extension };
  const nobody = `the inbound route for ${number} leads nowhere (${device.text}): a call-back rings nobody`;
  return { nobody, device: extension };
}

/**
 * What becomes of a call from outside: what people have switched for the extension counts as for any call (PBX-146).
 */
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
  const route = routeTaking(setup, number);
  if (route === undefined) {
    const why = `no inbound route for ${number}`;
    return {
      steps: [{ rule: "FI-33", path: ["inbound-routes"], text: why }],
      end: { kind: "refuse", status: 404, why },
    };
  }
  const { extension, index } = route;
  const device = uncalled(setup, extension);
  if (device !== undefined)
    return { steps: [device], end: { kind: "refuse", status: 404, why: device.text } };
  const { steps, end } = decide({ setup, caller, address: undefined, number: extension, epochMs, load });
  const taken = { rule: "FI-33", path: ["inbound-routes", index], text: `${number} is for ${extension}` };
  return { steps: [taken, ...steps], end };
}
