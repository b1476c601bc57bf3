import { memoryStateStore } from "../backend/module/state-store.js";
import type { Backend, BackendStart } from "../fleet/backend/backend.js";
import { connectBackend } from "../fleet/backend/controlled-backend.js";
import type { Profiles } from "../model/profile/profile.js";
import type { Setup } from "../model/setup/setup.js";
import type { SipTimers } from "../sip/timers.js";
import { RestartableBackend } from "./restartable-backend.js";

/** Starts the embedded backend in this process and connects to it as to any other: over its control API. */
export async function startEmbedded(
  setup: Setup,
  start: BackendStart,
  options: { readonly profiles: Profiles; readonly seed: number; readonly timers: SipTimers },
): Promise<Backend> {
  const restartable = new RestartableBackend({
    ...options,
    setup,
    faultsEnabled: start.faults.length > 0,
    store: memoryStateStore(),
    onEvent: start.onEvent,
  });
  const controlUrl = await restartable.up();
  const down = (): Promise<void> => restartable.down();
  const up = async (): Promise<void> => {
    await restartable.up();
  };
  return connectBackend({ controlUrl, tellsEvents: true, stop: down, outage: { down, up } }, start);
}
