import type { BackendStatus } from "../../model/control/control-api.js";
import { operations } from "../../model/control/control-operations.js";
import type { Backend, BackendAddresses, BackendStart } from "./backend.js";
import { ControlClient } from "./control-client.js";
import { adminOver, labControlOver, type Outage, probeOver } from "./controlled-ports.js";
import { directFeed, followEvents } from "./event-feed.js";
import { withoutLacking } from "./unsupported.js";

/** Where a running backend is, and who ends it. */
export interface ControlledBackend {
  readonly controlUrl: string;
  /** It runs in this process and calls `onEvent` by itself: at once, where the stream would be a moment late. */
  readonly tellsEvents: boolean;
  /** Ends the backend itself; called after the control connection was closed. Works while it is down, too. */
  stop(): Promise<void>;
  /** Absent: it cannot be stopped from here. */
  readonly outage?: Outage;
}

/**
 * A backend that is read and changed through its control API: the embedded one, or another `deskfleet backend`.
 * @throws DeskfleetError DF_BACKEND_CONTROL where the API does not answer, or not as it should; the backend is stopped then
 */
export async function connectBackend(running: ControlledBackend, start: BackendStart): Promise<Backend> {
  const client = new ControlClient(running.controlUrl);
  const stop = async (): Promise<void> => {
    client.close();
    await running.stop();
  };
  try {
    const status = await client.ask(operations.getStatus, {});
    const ports = await controlledPorts(client, running, start);
    return { ...ports, probe: withoutLacking(ports.probe, status), addresses: addressesIn(status), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Listens to the events of a backend, then breaks the rules that it is to be started with. */
export async function controlledPorts(
  client: ControlClient,
  { tellsEvents, outage }: Pick<ControlledBackend, "tellsEvents" | "outage">,
  start: BackendStart,
): Promise<Pick<Backend, "probe" | "admin" | "lab">> {
  const feed = tellsEvents ? directFeed : await followEvents(client, start.onEvent);
  const lab = labControlOver(client, outage, start);
  for (const fault of start.faults) await lab.setFault(fault);
  return { probe: probeOver(client, feed), admin: adminOver(client), lab };
}

function addressesIn({ configServer, sip, certificateAuthority }: BackendStatus): BackendAddresses {
  return { configServer, host: sip.host, certificateAuthority };
}
