import type { Check } from "../check.js";
import { named } from "../listed.js";

/** A quirk of FreePBX: the step that counts is skipped for a display name shorter than two characters (PBX-83). */
const shortestName = 2;

export const limitNeverCounts: Check = {
  id: "limit-never-counts",
  rules: ["PBX-83"],
  severity: "advice",
  finds:
    "An extension has an Outbound Concurrency Limit, and a name too short for FreePBX to count its calls.",
  proof: "placeholder/limit-skips-short-names",
  find: ({ setup }) => {
    const extensions = Object.entries(setup.extensions).flatMap(([extension, settings]) =>
      settings.outboundConcurrencyLimit > 0 && [...settings.name].length < shortestName ? [extension] : [],
    );
    const [first] = extensions;
    if (first === undefined) return [];
    return [
      {
        path: ["extensions", first, "name"],
        message: `the Outbound Concurrency Limit of ${named("extension", extensions)} never holds: the name is shorter than two characters, and FreePBX does not count the calls`,
        hint: "Give the extension a longer name.",
        affects: { extensions },
      },
    ];
  },
};
