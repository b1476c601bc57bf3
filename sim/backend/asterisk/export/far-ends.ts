import type { Setup, Trunk } from "../../../model/setup/setup.js";
import type { Address, ExportOptions } from "./export-options.js";

/** A trunk as the files name it. */
export interface ExportedTrunk {
  /** Of its endpoint and of its context; what the admin called it may hold anything. */
  readonly id: string;
  readonly name: string;
  readonly settings: Trunk;
  /** Where it leads; undefined: nowhere. */
  readonly peer: Address | undefined;
  /** It may be a real carrier: no emergency number leaves by it. */
  readonly withoutEmergencies: boolean;
}

type FarEnds = Pick<ExportOptions, "psap" | "carrier">;

/** All trunks of a setup, in its order. A trunk for both kinds of calls leads to the PSAP: it takes 911. */
export function exportedTrunks({ trunks }: Pick<Setup, "trunks">, farEnds: FarEnds): ExportedTrunk[] {
  return Object.entries(trunks).map(([name, settings], index) => {
    const ordinary = settings.farEnd === "carrier";
    const peer = ordinary ? farEnds.carrier : farEnds.psap;
    const elsewhere = ordinary && peer !== undefined && !isSame(peer, farEnds.psap);
    return { id: `trunk-${index + 1}`, name, settings, peer, withoutEmergencies: elsewhere };
  });
}

export function isSame(one: Address, other: Address | undefined): boolean {
  return one.host === other?.host && one.port === other.port;
}
