import type { SetupInput } from "../../../model/setup/setup.js";
import type { PbxFacts } from "../../facts/facts.js";
import type { Suggestion } from "../suggest/suggestion.js";
import { suggestionsFor } from "../suggest/suggestions.js";
import { mapDids } from "./map-dids.js";
import { mapEmergencyDevices } from "./map-emergency-devices.js";
import { mapExtensions } from "./map-extensions.js";
import type { MapOptions } from "./map-options.js";
import { mapRoutes } from "./map-routes.js";
import { mapTrunks } from "./map-trunks.js";
import { mapUsers } from "./map-users.js";
import { type Note, oneLine } from "./note.js";

export interface MappedSetup {
  readonly content: SetupInput;
  readonly notes: readonly Note[];
  readonly suggestions: readonly Suggestion[];
}

/**
 * A setup of what is known. What has no field yet is a note, never dropped.
 * @param title one line on where it comes from
 */
export function mapFacts(facts: PbxFacts, title: string, options: MapOptions): MappedSetup {
  const { extensions, notes: extensionNotes } = mapExtensions(facts, options);
  const { devices, notes: deviceNotes } = mapEmergencyDevices(facts, options);
  const { trunks, names, notes: trunkNotes } = mapTrunks(facts);
  const { notes: routeNotes, ...outbound } = mapRoutes(facts, names, options);
  const { inboundRoutes, notes: inboundNotes } = mapDids(facts, Object.keys(extensions));
  const { users, groups, notes: userNotes } = mapUsers(facts, Object.keys(extensions));
  const content: SetupInput = {
    setup: oneLine(title),
    pbx: "freepbx",
    "port-settings": { port: 0, protocol: "http" },
    "emergency-numbers": emergencyNumbers(facts),
    locations: {},
    extensions: { ...extensions, ...devices },
    ...(groups === undefined || Object.keys(groups).length === 0 ? {} : { groups }),
    users,
    // Emergency CID and nothing else, as FreePBX has it (PBX-93): it knows no desks.
    policies: { "emergency-identity": "extension" },
    // The routes of the PBX alone decide what a placeholder may call.
    "placeholder-calls": "full",
    trunks,
    ...outbound,
    ...(inboundRoutes.length === 0 ? {} : { "inbound-routes": inboundRoutes }),
  };
  return {
    content,
    notes: [
      ...askedFor(facts),
      ...extensionNotes,
      ...deviceNotes,
      ...userNotes,
      ...trunkNotes,
      ...routeNotes,
      ...inboundNotes,
      ...rest(facts),
    ],
    suggestions: suggestionsFor(facts, content, options.models),
  };
}

/** 911, and what an emergency route takes that is as short; its longer patterns are ways to dial the same. */
function emergencyNumbers({ routes = [] }: PbxFacts): string[] {
  const matches = routes
    .filter(({ emergency }) => emergency)
    .flatMap(({ patterns }) => patterns.map(({ match }) => match));
  return [...new Set(["911", ...matches.filter((match) => /^\d{2,3}$/.test(match))])];
}

function askedFor({ routes, users, dids }: PbxFacts): Note[] {
  const ask = (path: Note["path"], what: string, ...details: readonly string[]): Note[] =>
    details.map((detail) => ({ path, kind: "ask", what, who: "", detail: oneLine(detail) }));
  return [
    ...(routes === undefined
      ? ask(["routes"], "routes", "no source has them: hand over a backup of module core, or /etc/asterisk")
      : []),
    ...(users === undefined
      ? ask(["users"], "users", "no source has User Manager: hand over a backup of module userman")
      : []),
    ...(dids === undefined
      ? ask(
          [],
          "inbound routes",
          'no source has them, so nobody can say what a call-back rings: inbound-routes: [{ did: "2125550100", extension: "1001" }]',
        )
      : []),
    ...ask(["port-settings"], "Phone Apps", "port and protocol of the service, and the host that phones use"),
    ...ask(
      ["locations"],
      "locations",
      "each office: its network, the caller id and the address that the PSAP has for it, its phones (suggested below)",
    ),
    ...ask(
      ["extensions"],
      "hot desking",
      "which extensions are placeholders (`role: placeholder`, suggested where it may be)",
    ),
    ...ask(
      ["users"],
      "hot desking",
      "templates, model layouts, and in each group above what its Hotdesk tab says (suggested)",
    ),
  ];
}

/** What has no place in a setup at all, at the end of the file. */
function rest({ pinSets = [], routes, customDialPlan = [] }: PbxFacts): Note[] {
  const note = (what: string, who: string, detail: string): Note => ({
    path: [],
    kind: "not held",
    what,
    who: oneLine(who),
    detail: oneLine(detail),
  });
  return [
    ...pinSets
      .filter((set) => set.routes.length === 0 && !routes?.some(({ pinSet }) => pinSet === set.id))
      .map(({ id, name }) =>
        note(
          "a PIN set",
          name || `PIN set ${id}`,
          routes === undefined
            ? "no source says which routes ask for it"
            : "no route that was read asks for it",
        ),
      ),
    ...customDialPlan.map(({ context, line }) =>
      note("dial plan by hand, ahead of the routes", context, line),
    ),
  ];
}
