import type { EmergencyDeviceFacts, ExtensionFacts, PinSetFacts } from "../facts/facts.js";
import type { AstDbEntry } from "../read/ast-db-show.js";
import { wholeNumber } from "./json-shape.js";

export interface AstDbFacts {
  readonly extensions: ReadonlyMap<string, ExtensionFacts>;
  readonly emergencyDevices: ReadonlyMap<string, EmergencyDeviceFacts>;
  /** Absent: there are none, or this is no whole AstDB. */
  readonly pinSets?: readonly PinSetFacts[];
}

/** The live values that a call uses (§4 of the notes on formats), from `database show`. */
export function astDbFacts(entries: readonly AstDbEntry[]): AstDbFacts {
  const values = new Map(entries.map(({ key, value }) => [key, value]));
  const ids = (family: string): string[] => {
    const found = entries.map(({ key }) => key.split("/")).filter(([, name]) => name === family);
    return [...new Set(found.flatMap(([, , id]) => (id === undefined ? [] : [id])))];
  };
  const ofDevice = (id: string): ExtensionFacts => {
    const technology = values.get(`/DEVICE/${id}/tech`);
    const deviceUser = values.get(`/DEVICE/${id}/user`);
    return {
      // A key without a value is not there at all.
      ...(technology === undefined
        ? {}
        : { technology, emergencyCid: values.get(`/DEVICE/${id}/emergency_cid`) ?? "" }),
      ...(deviceUser === undefined ? {} : { deviceUser }),
    };
  };
  const users = ids("AMPUSER");
  // In Device-and-User mode a device has a number of its own, which need be no user's (PBX-100).
  const devices = ids("DEVICE").filter((id) => !users.includes(id));
  const extensions = users.map((id): readonly [string, ExtensionFacts] => {
    const own = (key: string): string | undefined => values.get(`/AMPUSER/${id}/${key}`);
    const concurrencyLimit = wholeNumber(own("concurrency_limit"));
    const outboundCid = own("outboundcid");
    const cidMasquerade = own("cidnum");
    const name = own("cidname");
    return [
      id,
      {
        ...(name === undefined ? {} : { name }),
        ...(outboundCid === undefined ? {} : { outboundCid }),
        ...(cidMasquerade === undefined ? {} : { cidMasquerade }),
        ...(concurrencyLimit === undefined ? {} : { concurrencyLimit }),
        pinless: own("pinless") === "NOPASSWD",
        ...ofDevice(id),
      },
    ];
  });
  extensions.push(...devices.map((id) => [id, ofDevice(id)] as const));
  const emergencyDevices = ids("EDEVICE").map((id): readonly [string, EmergencyDeviceFacts] => {
    const location = values.get(`/EDEVICE/${id}/location`);
    return [
      id,
      {
        emergencyCid: values.get(`/EDEVICE/${id}/emergency_cid`) ?? "",
        ...(location === undefined ? {} : { location }),
      },
    ];
  });
  // Each PIN is a key of its own; which route asks for them is in the dial plan (FI-16).
  const pinSets = ids("PINSETS").map((id) => ({
    ...{ id, name: "", routes: [] },
    pins: entries.flatMap(({ key }) => pinUnder(`/PINSETS/${id}/`, key)),
  }));
  return {
    extensions: new Map(extensions),
    emergencyDevices: new Map(emergencyDevices),
    ...(pinSets.length === 0 ? {} : { pinSets }),
  };
}

function pinUnder(prefix: string, key: string): string[] {
  return key.startsWith(prefix) ? [key.slice(prefix.length)] : [];
}
