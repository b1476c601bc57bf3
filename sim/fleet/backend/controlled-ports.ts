import { operations } from "../../model/control/control-operations.js";
import type { Evidence } from "../../model/control/evidence.js";
import type { TrunkState } from "../../model/control/trunk-states.js";
import { DeskfleetError } from "../../model/errors.js";
import type { Admin } from "./admin.js";
import type { BackendStart } from "./backend.js";
import type { ControlClient } from "./control-client.js";
import type { EventFeed } from "./event-feed.js";
import type { LabControl } from "./lab-control.js";
import type { Probe } from "./probe.js";

/** The ports of a backend, each over its control API. */

/** What its events tell, and nothing else. */
const ofFeed: ReadonlySet<Evidence> = new Set(["far-end", "contact-events", "announcements", "prompts"]);

export function probeOver(client: ControlClient, feed: EventFeed): Probe {
  return {
    contacts: (extension) => client.ask(operations.listContacts, { query: { extension } }),
    // Asked for one phone, a 404 would mean that it has none, or that this backend does not know the path.
    mapping: async (mac) =>
      (await client.ask(operations.listMappings, {})).find(
        (mapping) => mapping.mac === mac && mapping.extension !== undefined,
      ),
    findings: () => client.ask(operations.listFindings, {}),
    notices: () => client.ask(operations.listNotices, {}),
    cdr: async () => {
      // In this order: a call that ends in between is counted twice, and not missed.
      const up = (await client.ask(operations.listCalls, {})).length;
      return { up, written: await client.ask(operations.listCallRecords, {}) };
    },
    lacks: (evidence) => (ofFeed.has(evidence) ? feed.broken : undefined),
  };
}

export function adminOver(client: ControlClient): Admin {
  return {
    deleteMapping: async (mac) => {
      await client.tell(operations.deleteMapping, { params: { mac } });
    },
    putMappings: async (mappings) => {
      await client.tell(operations.putMappings, { body: mappings });
    },
    resync: async (mac, reboot) => {
      await client.tell(operations.resyncDevice, { params: { mac }, body: { reboot } });
    },
    logout: async (mac) => {
      const taken = await client.tell(operations.logoutDevice, { params: { mac } });
      return taken?.outcome ?? "logged-out";
    },
    change: async (change) => {
      if ("deletedUser" in change) {
        await client.tell(operations.deleteUser, { params: { name: change.deletedUser } });
      } else if ("user" in change) {
        await client.tell(operations.patchUser, { params: { name: change.user }, body: change.patch });
      } else {
        const { extension, patch } = change;
        const params = { number: extension };
        await client.tell(operations.patchExtension, { params, query: {}, body: patch });
      }
    },
    submit: async (changes, apply) => {
      const query = apply === undefined ? {} : { apply };
      return (await client.ask(operations.submitSetup, { body: { ...changes }, query })).newFindings;
    },
  };
}

/** How to stop a backend for a while and bring it back at the same addresses. */
export type Outage = Pick<LabControl, "down" | "up">;

/** @param outage undefined: it can only be stopped where it was started */
export function labControlOver(
  client: ControlClient,
  outage: Outage | undefined,
  { faults }: BackendStart,
): LabControl {
  const setFault: LabControl["setFault"] = async (fault) => {
    await client.tell(operations.setFault, { params: { fault } });
  };
  const ownOutage = (): Outage => {
    if (outage) return outage;
    throw new DeskfleetError("DF_CAPABILITY", "this backend can only be stopped by the one who started it");
  };
  // Trunks are not part of the PBX: what is wrong with one is so when the PBX comes back.
  const trunks = new Map<string, TrunkState>();
  const putTrunk = async (name: string, state: TrunkState): Promise<void> => {
    await client.tell(operations.putTrunk, { params: { name }, body: { state } });
  };
  return {
    setFault,
    callBack: async (number) => {
      await client.tell(operations.callBack, { body: { number } });
    },
    setTrunk: async (name, state) => {
      await putTrunk(name, state);
      trunks.set(name, state);
    },
    moveClock: async (move) => {
      await client.tell(operations.moveClock, { body: move });
    },
    setWebFault: async (fault) => {
      if (fault === undefined) await client.tell(operations.endWebFault, {});
      else await client.tell(operations.setWebFault, { body: fault });
    },
    down: async () => ownOutage().down(),
    up: async () => {
      await ownOutage().up();
      // Faults are not part of the PBX's state: a new instance has none.
      for (const fault of faults) await setFault(fault);
      for (const [name, state] of trunks) await putTrunk(name, state);
    },
  };
}
