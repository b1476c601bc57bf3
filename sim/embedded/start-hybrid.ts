import type { ExternalAsterisk } from "../backend/assembly/asterisk-stack.js";
import { startEmbeddedBackend } from "../backend/embedded.js";
import { memoryStateStore } from "../backend/module/state-store.js";
import type { Backend, BackendStart } from "../fleet/backend/backend.js";
import { connectBackend } from "../fleet/backend/controlled-backend.js";
import type { Setup } from "../model/setup/setup.js";
import type { startEmbedded } from "./start-embedded.js";

/**
 * Starts the hot-desk module in this process, in front of an Asterisk that somebody else runs. Its phones register there,
 * and nowhere else.
 * @throws DeskfleetError DF_AMI_CONNECT, DF_AMI_LOGIN, DF_AMI_REFUSED, DF_SIP_BIND
 */
export async function startHybrid(
  setup: Setup,
  start: BackendStart,
  { asterisk, ...options }: Parameters<typeof startEmbedded>[2] & { readonly asterisk: ExternalAsterisk },
): Promise<Backend> {
  const running = await startEmbeddedBackend({
    ...{ ...options, setup, asterisk: { ...asterisk, fresh: asterisk.resettable } },
    faultsEnabled: start.faults.length > 0,
    store: memoryStateStore(),
    onEvent: start.onEvent,
  });
  const { controlUrl } = running;
  const backend = await connectBackend({ controlUrl, tellsEvents: true, stop: () => running.stop() }, start);
  const { host, udpPort, tlsPort } = running.status.sip;
  const ports = [udpPort, tlsPort].filter((port) => port !== undefined);
  const registrars = new Set(ports.map((port) => `${host}:${port}`));
  return { ...backend, addresses: { ...backend.addresses, registrars } };
}
