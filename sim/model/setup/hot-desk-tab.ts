import { z } from "zod";
import { kebabObject } from "../files/kebab-object.js";
import { lineText } from "../files/line-text.js";

const fullOrDigits = 'expected full, or digits in quotes, such as "9000"';
const logoutAction = z
  .union([z.literal("full"), z.string().regex(/^\d{1,15}$/, fullOrDigits)], { error: fullOrDigits })
  .describe("`full`, or the placeholder's number");

/** The Hotdesk tab of a group. */
export const hotdesk = kebabObject({
  enabled: z.boolean().optional().describe("HD-64"),
  "login-templates": z.array(lineText).optional().describe("HD-65"),
  "login-model-layouts": z.array(lineText).optional().describe("HD-69"),
  "logout-action": logoutAction.optional().describe("HD-73"),
  "logout-template": lineText.optional().describe("HD-76"),
  "logout-model-layouts": z.record(lineText, lineText).optional().describe("by model, HD-77 to HD-79"),
});
