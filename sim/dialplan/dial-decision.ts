import { extensionOf } from "../model/setup/extension-of.js";
import type { ExtensionSettings, Route, Setup } from "../model/setup/setup.js";
import { routeFor } from "./route-for.js";

/** What happens to a dialled number. */
export type DialDecision =
  | { readonly kind: "extension"; readonly extension: string }
  | { readonly kind: "trunk"; readonly route: Route }
  | { readonly kind: "refuse"; readonly status: 403 | 404 | 503; readonly reason: string };

/** What the decision depends on. */
export interface DialRequest {
  readonly setup: Setup;
  /** Extension of the caller; it exists. */
  readonly caller: string;
  readonly number: string;
  /** Calls that the caller's extension has on trunks now, all its phones together (PBX-81). */
  readonly runningOutbound: number;
}

/**
 * From-internal: extensions come before all outbound routes (PBX-86), then the first route that matches (PBX-85),
 * else the number is unknown (404 at once); so are feature codes, none of which is offered (PBX-147). Restrictions
 * of the placeholder never touch an emergency route (HD-22).
 */
export function decideDial({ setup, caller, number, runningOutbound }: DialRequest): DialDecision {
  const restricted = extensionOf(setup, caller)?.role === "placeholder";
  const level = setup.placeholderCalls;
  if (extensionOf(setup, number)) {
    const open = level === "internal" || level === "full";
    return restricted && !open
      ? refuse(403, `${caller} may not call inside (placeholder-calls: ${level})`)
      : { kind: "extension", extension: number };
  }
  const route = routeFor(setup, caller, number);
  if (!route) return refuse(404, `no extension and no route for ${number}`);
  if (route.type === "emergency") return { kind: "trunk", route };
  const open = level === "outbound" || level === "full";
  if (restricted && !open) {
    return refuse(403, `${caller} may not call out (placeholder-calls: ${level})`);
  }
  if (overLimit(extensionOf(setup, caller), runningOutbound)) {
    return refuse(503, `Outbound Concurrency Limit of ${caller} reached`);
  }
  return { kind: "trunk", route };
}

/**
 * PBX-80, PBX-82. A real FreePBX asks this on emergency routes too and answers the call with an announcement;
 * here emergency calls are never asked (the desk keeps its emergency path) and the others get a plain 503.
 */
function overLimit(settings: ExtensionSettings | undefined, running: number): boolean {
  const limit = settings?.outboundConcurrencyLimit ?? 0;
  return limit > 0 && running >= limit;
}

function refuse(status: 403 | 404 | 503, reason: string): DialDecision {
  return { kind: "refuse", status, reason };
}
