import { announcementNames } from "../../../../model/control/announcements.js";
import { extensionOf } from "../../../../model/setup/extension-of.js";
import type { Setup } from "../../../../model/setup/setup.js";
import type { ConfFile } from "../conf-file.js";
import { headingText } from "../conf-text.js";
import type { ExportedTrunk } from "../far-ends.js";
import { announcements } from "./announcements.js";
import { callerContexts } from "./caller.js";
import { type Context, contextText } from "./context-text.js";
import { contextOf, denyAll } from "./contexts-of.js";
import { deskSubroutine } from "./desk.js";
import { featureCodes } from "./feature-codes.js";
import { gateContexts } from "./gates.js";
import { inboundContexts } from "./inbound.js";
import { includesOf } from "./includes.js";
import { extensionsContext, insideContexts } from "./inside.js";
import { limitSubroutine } from "./limit.js";
import { dollarVariable } from "./literal-text.js";
import { nobodyCalls, nobodyContext } from "./nobody.js";
import { anyNumber, firstOfEach, patternText } from "./pattern-text.js";
import { routeContexts } from "./routes.js";
import { trunkContexts } from "./trunks.js";

/**
 * extensions.conf: the decisions of `decide`, one context a question, so that a call comes to the same end on Asterisk
 * as on the embedded PBX.
 */
export function extensionsConf(setup: Setup, trunks: readonly ExportedTrunk[]): ConfFile {
  const doors = entrances(setup);
  const included = new Set(
    doors.flatMap(({ includes = [] }) => includes.map((each) => each.split(",")[0] ?? "")),
  );
  const contexts: Context[] = [
    ...doors,
    ...featureCodes(setup),
    ...insideContexts(setup, included.has(extensionsContext(true))),
    ...routeContexts(setup, trunks, included),
    ...trunkContexts(setup, trunks),
    ...gateContexts(setup),
    limitSubroutine,
    ...callerContexts(setup),
    deskSubroutine(setup),
    ...(included.has(nobodyContext) ? [nobodyCalls] : []),
    announcements(announcementNames),
    ...inboundContexts(setup),
    denyingAll,
  ];
  const general = [
    "[general]\nstatic = yes\nwriteprotect = yes\nautofallthrough = yes\n",
    `[globals]\n${dollarVariable} = $\n`,
  ];
  const text = [...general, ...contexts.map(contextText)].join("\n");
  const headed = `${headingText([setup.setup])}\n${text}`;
  return { name: "extensions.conf", text: headed, secret: true, ofSetup: true };
}

/** One context for all that may dial the same. */
function entrances(setup: Setup): Context[] {
  const doors = new Map<string, Context>();
  for (const extension of Object.keys(setup.extensions)) {
    const name = contextOf(setup, extension);
    if (doors.has(name)) continue;
    const denied = extensionOf(setup, extension)?.deniedNumbers ?? [];
    doors.set(name, {
      name,
      // PBX-92: what stands in the context itself comes before all that it includes.
      extensions: firstOfEach(denied, (pattern) => pattern).map((pattern) => ({
        number: patternText(pattern),
        steps: ["Hangup(21)"],
      })),
      includes: includesOf(setup, extension),
    });
  }
  return [...doors.values()];
}

const denyingAll: Context = {
  name: denyAll,
  about: ["What nothing has taken is unknown."],
  extensions: [{ number: anyNumber, steps: ["Hangup(1)"] }],
};
