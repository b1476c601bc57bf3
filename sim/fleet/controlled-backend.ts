import type { BackendStatus, ContactView, MappingView } from "../model/control-api.js";
import { DeskfleetError } from "../model/errors.js";
import type { FaultName } from "../model/faults.js";
import type { Target } from "../model/target.js";
import type { BackendEvent } from "../transcript/event.js";
import type { Admin, Backend, BackendStart, Probe } from "./backend.js";
import { ControlClient } from "./control-client.js";

/** Where a running backend is, and who ends it. */
export interface ControlledBackend {
  readonly kind: Backend["kind"];
  readonly controlUrl: string;
  /** It runs in this process and tells `onEvent` by itself: at once, where the stream would be a moment late. */
  readonly tellsEvents: boolean;
  /** Ends the backend itself; called after the control connection was closed. */
  stop(): Promise<void>;
}

/**
 * A backend that is read and changed through its control API: the embedded one, or another `deskfleet backend`.
 * @throws DeskfleetError DF_BACKEND_CONTROL where the API does not answer; the backend is stopped then
 */
export async function connectBackend(running: ControlledBackend, start: BackendStart): Promise<Backend> {
  const client = new ControlClient(running.controlUrl);
  const stop = async (): Promise<void> => {
    client.close();
    await running.stop();
  };
  try {
    const status = (await client.ask("GET", "/status")) as BackendStatus;
    if (!running.tellsEvents) await followEvents(client, start.onEvent);
    const admin = adminOver(client);
    for (const fault of start.faults) await admin.setFault(fault);
    return {
      kind: running.kind,
      addresses: { configServer: status.configServer },
      probe: probeOver(client),
      admin,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** An external backend as its target file describes it; without a control URL nothing can be read or changed. */
export async function connectTarget(target: Target, start: BackendStart): Promise<Backend> {
  const addresses = { configServer: target.configServer };
  const { controlUrl } = target;
  if (controlUrl !== undefined) {
    const running = { kind: "external", controlUrl, tellsEvents: false, stop: async () => {} } as const;
    const backend = await connectBackend(running, start);
    return { ...backend, addresses };
  }
  const unable = async (): Promise<never> => {
    throw new DeskfleetError("DF_CAPABILITY", "the target file names no control-url");
  };
  if (start.faults.length > 0) await unable();
  return {
    kind: "external",
    addresses,
    probe: { contacts: unable, mapping: unable },
    admin: {
      deleteMapping: unable,
      putMappings: unable,
      resync: unable,
      change: unable,
      setFault: unable,
    },
    stop: async () => {},
  };
}

// The casts below are the parse boundary: both ends of the control API share its types and version.

function probeOver(client: ControlClient): Probe {
  return {
    contacts: async (extension) =>
      ((await client.ask("GET", `/contacts?extension=${encodeURIComponent(extension)}`)) ??
        []) as ContactView[],
    mapping: async (mac) => (await client.ask("GET", `/mappings/${mac}`)) as MappingView | undefined,
  };
}

function adminOver(client: ControlClient): Admin {
  return {
    deleteMapping: async (mac) => {
      await client.ask("DELETE", `/mappings/${mac}`);
    },
    putMappings: async (mappings) => {
      await client.ask("POST", "/mappings", mappings);
    },
    resync: async (mac, reboot) => {
      await client.ask("POST", `/devices/${mac}/resync`, { reboot });
    },
    change: async (change) => {
      const path =
        "user" in change
          ? `/users/${encodeURIComponent(change.user)}`
          : `/extensions/${encodeURIComponent(change.extension)}`;
      await client.ask("PATCH", path, change.patch);
    },
    setFault: async (fault: FaultName) => {
      await client.ask("PUT", `/faults/${fault}`);
    },
  };
}

async function followEvents(client: ControlClient, onEvent: BackendStart["onEvent"]): Promise<void> {
  await client.follow(
    "/events",
    (line) => tellEvent(line, onEvent),
    (reason) => {
      onEvent({ type: "backend-note", text: `the event stream of the backend broke: ${reason}` });
    },
  );
}

const eventTypes: readonly string[] = ["psap", "mapping", "fault", "backend-note"];

function tellEvent(line: unknown, onEvent: BackendStart["onEvent"]): void {
  const type = (line as { type?: unknown } | null)?.type;
  if (typeof type === "string" && eventTypes.includes(type)) onEvent(line as BackendEvent);
}
