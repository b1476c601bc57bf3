import { z } from "zod";
import { kebabObject } from "../files/kebab-object.js";
import { lineText } from "../files/line-text.js";
import { dialPattern } from "./dial-pattern.js";
import { digits } from "./digits.js";

/** An inbound route, in the words of FreePBX: where a call from outside goes, by the number that it is for (DID). */
export const inboundRoute = kebabObject({
  did: z
    .union([z.literal("any"), dialPattern])
    .describe("the number that is called, or a pattern; `any` takes what no other takes"),
  extension: digits.describe("whose phones ring"),
  description: lineText.optional(),
});
