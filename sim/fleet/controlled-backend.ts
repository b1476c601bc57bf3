import type {
  BackendStatus,
  ContactView,
  Finding,
  MappingView,
  TakenLogout,
} from "../model/control/control-api.js";
import type { Target } from "../model/control/target.js";
import { DeskfleetError } from "../model/errors.js";
import type { BackendEvent } from "../transcript/event.js";
import type { Admin, Backend, BackendStart, LabControl, Probe } from "./backend.js";
import { ControlClient } from "./control-client.js";

/** Where a running backend is, and who ends it. */
export interface ControlledBackend {
  readonly controlUrl: string;
  /** It runs in this process and tells `onEvent` by itself: at once, where the stream would be a moment late. */
  readonly tellsEvents: boolean;
  /** Ends the backend itself; called after the control connection was closed. Works while it is down, too. */
  stop(): Promise<void>;
  /** How to stop it for a while and bring it back at the same addresses; absent: nobody here can. */
  readonly outage?: Pick<LabControl, "down" | "up">;
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
    const lab = labControlOver(client, running, start);
    for (const fault of start.faults) await lab.setFault(fault);
    return {
      addresses: {
        configServer: status.configServer,
        host: status.sip.host,
        certificateAuthority: status.certificateAuthority,
      },
      probe: probeOver(client),
      admin: adminOver(client),
      lab,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** An external backend as its target file describes it; without a control URL nothing can be read or changed. */
export async function connectTarget(target: Target, start: BackendStart): Promise<Backend> {
  const { controlUrl, configServer, sip } = target;
  if (controlUrl !== undefined) {
    const running = { controlUrl, tellsEvents: false, stop: async () => {} };
    const backend = await connectBackend(running, start);
    return { ...backend, addresses: { ...backend.addresses, configServer, host: sip.host } };
  }
  const unable = async (): Promise<never> => {
    throw new DeskfleetError("DF_CAPABILITY", "the target file names no control-url");
  };
  if (start.faults.length > 0) await unable();
  return {
    addresses: { configServer, host: sip.host, certificateAuthority: undefined },
    probe: { contacts: unable, mapping: unable, findings: unable },
    admin: {
      deleteMapping: unable,
      putMappings: unable,
      resync: unable,
      logout: unable,
      change: unable,
      submit: unable,
    },
    lab: { setFault: unable, moveClock: unable, setWebFault: unable, down: unable, up: unable },
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
    findings: async () => ((await client.ask("GET", "/findings")) ?? []) as Finding[],
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
    logout: async (mac) => {
      const taken = (await client.ask("POST", `/devices/${mac}/logout`)) as TakenLogout | undefined;
      return taken?.outcome ?? "logged-out";
    },
    change: async (change) => {
      if ("deletedUser" in change) {
        await client.ask("DELETE", `/users/${encodeURIComponent(change.deletedUser)}`);
        return;
      }
      const path =
        "user" in change
          ? `/users/${encodeURIComponent(change.user)}`
          : `/extensions/${encodeURIComponent(change.extension)}`;
      await client.ask("PATCH", path, change.patch);
    },
    submit: async (changes) => {
      await client.ask("POST", "/setup/submit", changes);
    },
  };
}

function labControlOver(
  client: ControlClient,
  { outage }: ControlledBackend,
  { faults }: BackendStart,
): LabControl {
  const setFault: LabControl["setFault"] = async (fault) => {
    await client.ask("PUT", `/faults/${fault}`);
  };
  const outageOf = (): NonNullable<ControlledBackend["outage"]> => {
    if (outage) return outage;
    throw new DeskfleetError("DF_CAPABILITY", "this backend can only be stopped by whoever started it");
  };
  return {
    setFault,
    moveClock: async (move) => {
      await client.ask("POST", "/clock", move);
    },
    setWebFault: async (fault) => {
      if (fault === undefined) await client.ask("DELETE", "/web-fault");
      else await client.ask("PUT", "/web-fault", fault);
    },
    down: async () => outageOf().down(),
    up: async () => {
      await outageOf().up();
      // Faults are no state of the PBX: a new instance has none.
      for (const fault of faults) await setFault(fault);
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
