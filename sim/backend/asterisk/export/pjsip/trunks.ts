import { type Section, yesNo } from "../conf-text.js";
import { fromTrunk } from "../dialplan/contexts-of.js";
import type { Address, ExportOptions } from "../export-options.js";
import { type ExportedTrunk, isSame } from "../far-ends.js";
import { mediaSettings } from "./extensions.js";

/** The objects of the trunks that lead somewhere; a dead end has none. */
export interface TrunkObjects {
  readonly endpoints: Section[];
  readonly aors: Section[];
  readonly identifies: Section[];
}

export function trunkObjects(
  trunks: readonly ExportedTrunk[],
  options: Pick<ExportOptions, "host" | "unreachable">,
): TrunkObjects {
  const leading = trunks.flatMap((trunk) =>
    trunk.peer === undefined ? [] : [{ ...trunk, peer: trunk.peer }],
  );
  // What comes from an address can be of one endpoint only: the first trunk that leads there.
  const first = leading.filter(
    ({ peer }, index) => leading.findIndex((each) => isSame(each.peer, peer)) === index,
  );
  return {
    endpoints: leading.map(({ id, name }) => endpoint(id, name, options)),
    aors: leading.map(({ id, name, peer }) => aor(id, options.unreachable?.has(name) ? undefined : peer)),
    identifies: first.map(({ id, peer }) => identify(id, peer)),
  };
}

function endpoint(id: string, name: string, { host }: Pick<ExportOptions, "host">): Section {
  return {
    name: id,
    about: name,
    settings: [
      ["type", "endpoint"],
      ["context", fromTrunk],
      ["aors", id],
      // It has no password: nobody may become the trunk by its name.
      ["identify_by", "ip"],
      ["allow_overlap", "no"],
      ["disallow", "all"],
      ["allow", "ulaw,alaw"],
      ["send_pai", yesNo(true)],
      ["trust_id_outbound", yesNo(true)],
      ["trust_id_inbound", yesNo(true)],
      ...mediaSettings(host),
    ],
  };
}

/** @param peer undefined: Asterisk shall find nobody there, as it does where nobody answers its OPTIONS */
function aor(id: string, peer: Address | undefined): Section {
  const contact = peer === undefined ? [] : [["contact", `sip:${peer.host}:${peer.port}`] as const];
  return { name: id, settings: [["type", "aor"], ...contact] };
}

/** By address and port: phones may have the same address where all is on one machine. */
function identify(id: string, { host, port }: Address): Section {
  return {
    name: `${id}-identify`,
    settings: [
      ["type", "identify"],
      ["endpoint", id],
      ["match", `${host}:${port}`],
    ],
  };
}
