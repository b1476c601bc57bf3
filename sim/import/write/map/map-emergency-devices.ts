import type { SetupInput } from "../../../model/setup/setup.js";
import type { PbxFacts } from "../../facts/facts.js";
import { mapCallerId, mapMaxContacts, mapSecret, teller } from "./map-extensions.js";
import type { MapOptions } from "./map-options.js";
import { type Note, oneLine } from "./note.js";
import { standInSecret } from "./stand-ins.js";

type Extensions = SetupInput["extensions"];

/** Phones that may use emergency routes only (PBX-99): FreePBX keeps them apart from extensions, a setup beside them. */
export function mapEmergencyDevices(
  { emergencyDevices = new Map(), extensions }: PbxFacts,
  { withSecrets }: MapOptions,
): { readonly devices: Extensions; readonly notes: readonly Note[] } {
  const notes: Note[] = [];
  const devices = [...emergencyDevices]
    // A number that is an extension too is a contradiction of the sources: the extension is what calls are for.
    .filter(([number]) => !extensions.has(number) && /^\d{1,15}$/.test(number))
    .map(([number, { emergencyCid, location, secret, maxContacts }]) => {
      const tell = teller(notes, number);
      if (location === undefined) {
        tell("ask", "place of an emergency device", "AstDB alone has it, and no source was one");
      }
      const device: Extensions[string] = {
        name: oneLine(location ?? number),
        role: "emergency-device",
        secret: withSecrets ? mapSecret(secret, tell) : standInSecret,
        "max-contacts": mapMaxContacts(maxContacts, tell),
        ...mapCallerId("emergency-cid", emergencyCid, tell),
      };
      return [number, device] as const;
    });
  return { devices: Object.fromEntries(devices), notes };
}
