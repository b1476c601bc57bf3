import type { EmergencyDeviceFacts, ExtensionFacts } from "../facts/facts.js";
import type { SqlTables } from "../read/sql-dump.js";
import { wholeNumber } from "./json-shape.js";

export interface DeviceFacts {
  readonly extensions: ReadonlyMap<string, ExtensionFacts>;
  readonly emergencyDevices: ReadonlyMap<string, EmergencyDeviceFacts>;
}

/**
 * `Devices.sql` of a backup (FI-42): the SIP side of each extension. An id that has SIP settings but is no device is
 * an emergency device: its caller id is what the PSAP gets.
 */
export function deviceFacts(tables: SqlTables): DeviceFacts {
  const settings = new Map<string, Map<string, string>>();
  for (const row of tables.get("sip") ?? []) {
    const id = row.get("id") ?? "";
    const own = settings.get(id) ?? new Map<string, string>();
    settings.set(id, own.set(row.get("keyword") ?? "", row.get("data") ?? ""));
  }
  const extensions = new Map<string, ExtensionFacts>();
  for (const row of tables.get("devices") ?? []) {
    const id = row.get("id") ?? "";
    const user = row.get("user");
    extensions.set(id, {
      technology: row.get("tech") ?? "",
      emergencyCid: row.get("emergency_cid") ?? "",
      ...(user ? { deviceUser: user } : {}),
      ...sipFacts(settings.get(id) ?? new Map()),
    });
  }
  const emergencyDevices = new Map(
    [...settings]
      // Old trunks of chan_sip stand in the same table: `tr-peer-1` and the like.
      .filter(([id]) => !extensions.has(id) && /^\d+$/.test(id))
      .map(([id, own]): [string, EmergencyDeviceFacts] => {
        const { secret, maxContacts } = sipFacts(own);
        return [
          id,
          {
            emergencyCid: own.get("callerid") ?? "",
            ...(secret === undefined ? {} : { secret }),
            ...(maxContacts === undefined ? {} : { maxContacts }),
          },
        ];
      }),
  );
  return { extensions, emergencyDevices };
}

function sipFacts(settings: ReadonlyMap<string, string>): ExtensionFacts {
  const maxContacts = wholeNumber(settings.get("max_contacts"));
  const secret = settings.get("secret");
  const context = settings.get("context");
  const removeExisting = settings.get("remove_existing");
  const match = settings.get("match");
  return {
    ...(secret === undefined ? {} : { secret }),
    ...(maxContacts === undefined ? {} : { maxContacts }),
    ...(removeExisting === undefined ? {} : { removeExisting: removeExisting === "yes" }),
    ...(match === undefined ? {} : { matchPermit: matchList(match) }),
    ...(context === undefined ? {} : { context }),
  };
}

/** A comma list as typed (FI-3). */
export function matchList(text: string): string[] {
  return text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}
