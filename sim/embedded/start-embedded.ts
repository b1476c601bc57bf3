import type { EmbeddedBackendOptions } from "../backend/assembly/options.js";
import { type EmbeddedBackend, startEmbeddedBackend } from "../backend/embedded.js";
import { memoryStateStore } from "../backend/module/state-store.js";
import type { Backend, BackendStart } from "../fleet/backend/backend.js";
import { connectBackend } from "../fleet/backend/controlled-backend.js";
import type { Profiles } from "../model/profile/profile.js";
import type { Setup } from "../model/setup/setup.js";
import type { SipTimers } from "../sip/timers.js";

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

/** A backend that comes back where it was, with what it had stored: mappings, setup, certificates, UDP contacts. */
class RestartableBackend {
  #options: EmbeddedBackendOptions;
  #running: EmbeddedBackend | undefined;

  constructor(options: EmbeddedBackendOptions) {
    this.#options = options;
  }

  /** @returns base address of the control API */
  async up(): Promise<string> {
    this.#running ??= await startEmbeddedBackend(this.#options);
    return this.#running.controlUrl;
  }

  async down(): Promise<void> {
    if (!this.#running) return;
    const { setup, identity, status, controlUrl } = this.#running;
    this.#options = {
      ...this.#options,
      setup,
      contacts: this.#running.contacts(),
      ...(identity && { identity }),
      ports: {
        web: portOf(status.configServer),
        sip: status.sip.udpPort,
        sipTls: status.sip.tlsPort ?? 0,
        control: portOf(controlUrl),
      },
    };
    await this.#running.stop();
    this.#running = undefined;
  }
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
