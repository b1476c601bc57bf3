import { timeGroup } from "../../../model/setup/calling.js";
import type { SetupInput } from "../../../model/setup/setup.js";
import type { PbxFacts, RouteFacts } from "../../facts/facts.js";
import { keyName, oneLine } from "./note.js";

type TimeGroups = NonNullable<SetupInput["time-groups"]>;
type Tell = (what: string, detail: string) => void;

/**
 * The hours of routes (PBX-88). FreePBX keeps the time zone with the route, a setup with the group: a group that is used in
 * two zones becomes two.
 */
export class MappedTimeGroups {
  readonly #facts: PbxFacts;
  readonly #groups = new Map<string, TimeGroups[string]>();

  constructor(facts: PbxFacts) {
    this.#facts = facts;
  }

  /** All that routes were found to have so far. */
  get content(): TimeGroups {
    return Object.fromEntries(this.#groups);
  }

  /** The group of a route, by its name in the setup. */
  of(route: RouteFacts, tell: Tell): { readonly "time-group"?: string } {
    const known = this.#known(route);
    if (known === undefined) {
      if (route.timeGroup !== undefined)
        tell("time group of a route", `group ${route.timeGroup}, which no source describes`);
      return {};
    }
    const zone = oneLine(route.timeZone);
    const group = { ranges: [...known.ranges], ...(zone === "" ? {} : { "time-zone": zone }) };
    if (!timeGroup.safeParse(group).success) {
      tell("time group of a route", `${known.ranges.join(" or ")}${zone === "" ? "" : `, in ${zone}`}`);
      return {};
    }
    return { "time-group": this.#nameOf(known.name, zone, group) };
  }

  #known({ name, timeGroup: id, timeRanges }: RouteFacts) {
    const groups = this.#facts.timeGroups ?? [];
    if (timeRanges === undefined) return groups.find((group) => id !== undefined && group.id === id);
    const own = timeRanges.toSorted().join();
    const alike = groups.filter(({ ranges }) => ranges.toSorted().join() === own);
    const [only] = alike;
    if (only !== undefined && alike.length === 1) return only;
    return { name: `Hours of ${oneLine(name)}`, ranges: timeRanges };
  }

  #nameOf(name: string, zone: string, group: TimeGroups[string]): string {
    const wanted = keyName(name) || "Time group";
    for (const each of zone === "" ? [wanted] : [wanted, `${wanted}, ${zone}`]) {
      const taken = this.#groups.get(each);
      if (taken !== undefined && JSON.stringify(taken) !== JSON.stringify(group)) continue;
      this.#groups.set(each, group);
      return each;
    }
    const numbered = `${wanted} (${this.#groups.size + 1})`;
    this.#groups.set(numbered, group);
    return numbered;
  }
}
