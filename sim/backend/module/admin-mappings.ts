import type { PutMappings } from "../../model/control/control-api.js";
import { type Mac, parseMac } from "../../model/mac.js";
import { adminMapping } from "../hotdesk/admin-mapping.js";
import type { AssignMapping } from "../hotdesk/mapping.js";
import type { RuleContext } from "../hotdesk/rule-context.js";

/** Why mappings that an admin enters are not taken. */
export interface MappingRefusal {
  readonly error: string;
  /** It would be good, were it not for another mapping. */
  readonly conflict: boolean;
  /** It does not even name a phone. */
  readonly badMac?: true;
}

/** What a list of entries changes: of the list, either all are taken or none. */
export function adminMappings(
  puts: PutMappings,
  { setup, mappings }: RuleContext,
): readonly AssignMapping[] | MappingRefusal {
  const given = new Map<string, Mac>();
  const changes: AssignMapping[] = [];
  for (const put of puts) {
    const mac = parseMac(put.mac);
    if (!mac) return { error: `"${put.mac}" is not a MAC`, conflict: false, badMac: true };
    const checked = adminMapping(setup, mappings, mac, put);
    if (checked.kind === "refused") return checked;
    const { role, extension } = checked.change.mapping;
    const other = given.get(extension);
    const shared = role === "placeholder" || setup.policies.secondLogin === "both";
    if (!shared && other !== undefined && other !== mac) {
      return { error: `extension ${extension} is given to two phones`, conflict: true };
    }
    given.set(extension, mac);
    changes.push(checked.change);
  }
  return changes;
}
