import { startEmbeddedBackend } from "../backend/embedded.js";
import type { Backend, BackendStart } from "../fleet/backend.js";
import { connectBackend } from "../fleet/controlled-backend.js";
import type { Profiles } from "../model/profile.js";
import type { Setup } from "../model/setup.js";
import type { SipTimers } from "../sip/timers.js";

/** Starts the embedded backend in this process and connects to it as to any other: over its control API. */
export async function startEmbedded(
  setup: Setup,
  start: BackendStart,
  options: { readonly profiles: Profiles; readonly seed: number; readonly timers: SipTimers },
): Promise<Backend> {
  const backend = await startEmbeddedBackend({
    ...options,
    setup,
    faultsEnabled: start.faults.length > 0,
    onEvent: start.onEvent,
  });
  const { controlUrl, stop } = backend;
  return connectBackend({ controlUrl, tellsEvents: true, stop: () => stop() }, start);
}
