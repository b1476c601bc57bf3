import type { FeatureCode } from "../../../../model/setup/feature-codes.js";
import type { Setup } from "../../../../model/setup/setup.js";
import { announce } from "./announcements.js";
import { learnCaller } from "./caller.js";
import type { Context, DialledExtension } from "./context-text.js";
import { keysOnly } from "./literal-text.js";

export const featureCodesContext = "feature-codes";

/** What people switch by dialling, for their extension and all its phones (PBX-146); kept in AstDB as FreePBX does. */
export function featureCodes(setup: Pick<Setup, "featureCodes">): Context[] {
  if (setup.featureCodes.length === 0) return [];
  const extensions = setup.featureCodes.flatMap((feature) => codes[feature]);
  return [{ name: featureCodesContext, about: ["They act on all phones of the extension."], extensions }];
}

function code(number: string, does: string): DialledExtension {
  return { number, steps: [learnCaller, does, announce("feature-code")] };
}

const codes: Readonly<Record<FeatureCode, readonly DialledExtension[]>> = {
  "call-forward": [
    code("_*72.", `Set(DB(CF/\${CALLER})=${keysOnly("${EXTEN:3}")})`),
    code("*73", "Set(DELETED=${DB_DELETE(CF/${CALLER})})"),
  ],
  "do-not-disturb": [
    code("*78", "Set(DB(DND/${CALLER})=YES)"),
    code("*79", "Set(DELETED=${DB_DELETE(DND/${CALLER})})"),
  ],
};
