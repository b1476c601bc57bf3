import type { EmbeddedBackendOptions } from "../backend/assembly/options.js";
import { type EmbeddedBackend, startEmbeddedBackend } from "../backend/embedded.js";

/**
 * A backend that comes back where it was, with what it had stored: mappings, setup, certificates, UDP contacts,
 * switched features. What waited for Apply Config goes on waiting: the PBX starts from the files that were written for
 * it last.
 */
export class RestartableBackend {
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
    const { setup, applied, identity, status, controlUrl } = this.#running;
    this.#options = {
      ...this.#options,
      ...{ setup, applied },
      contacts: this.#running.contacts(),
      features: this.#running.features(),
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
