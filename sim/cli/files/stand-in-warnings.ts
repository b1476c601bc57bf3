import type { Setup } from "../../model/setup/setup.js";
import { countStandIns } from "../../model/setup/stand-ins.js";

/**
 * One sentence on what `deskfleet import` wrote in place of secrets: with these no phone or person of the real PBX gets in.
 * @returns empty where there is none
 */
export function standInWarnings(setup: Setup): string[] {
  const { secrets, pins, passwords } = countStandIns(setup);
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
