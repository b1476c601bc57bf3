import { standInSecret } from "../../import/write/map/stand-ins.js";
import type { Setup } from "../../model/setup/setup.js";
import { isStandInPin } from "../../model/setup/stand-in-pin.js";

/**
 * One sentence on what `deskfleet import` wrote in place of secrets: with these no phone or person of the real PBX gets in.
 * @returns empty where there is none
 */
export function standInWarnings(setup: Setup): string[] {
  const extensions = Object.values(setup.extensions);
  const secrets = extensions.filter(({ secret }) => secret === standInSecret).length;
  const pins = extensions.filter(({ voicemail }) => voicemail && isStandInPin(voicemail.pin)).length;
  const passwords = setup.routes.filter(({ password }) => password === standInSecret).length;
  const kinds = [
    [secrets, "SIP secret"],
    [pins, "PIN"],
    [passwords, "route password"],
  ] as const;
  const counted = kinds.filter(([count]) => count > 0);
  if (counted.length === 0) return [];
  const what = counted.map(([count, noun]) => `${count} ${noun}${count === 1 ? "" : "s"}`).join(", ");
  return [
    `stand-ins of the import, not the values of the real PBX: ${what}; write them into the setup, or import --with-secrets`,
  ];
}
