import { z } from "zod";
import { kebabObject } from "../files/kebab-object.js";
import { networkText } from "./network-text.js";

/** Intrusion Detection of FreePBX (fail2ban), in its words; times in seconds. */
export const intrusionDetection = kebabObject({
  enabled: z.boolean().default(false),
  "max-retry": z.int().min(1).default(8).describe("failed requests of one address that ban it"),
  "find-time": z.int().min(1).default(600).describe("within which they count"),
  "ban-time": z.int().min(1).default(1800),
  allow: z.array(networkText).default([]).describe("never banned"),
});
