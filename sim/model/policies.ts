import { z } from "zod";
import { kebabObject } from "./kebab-object.js";

/**
 * Where the seed page is silent, the behaviour is a named policy with a default (hot-desking.md §4).
 * Only policies that the embedded backend honours stand here.
 */
export const policiesSchema = kebabObject({
  "second-login": z
    .enum(["move", "refuse", "both"])
    .default("move")
    .describe("the user is logged in on another phone already: log that one out, refuse, or allow both"),
  "login-over-user": z
    .enum(["replace", "refuse"])
    .default("replace")
    .describe("somebody logs in on a phone where another user is logged in"),
  "login-as-placeholder": z.enum(["refuse", "allow"]).default("refuse"),
  "no-template": z.enum(["refuse", "default-template"]).default("refuse"),
  "no-layout": z.enum(["refuse", "line-only"]).default("refuse"),
  "single-layout": z.enum(["auto", "ask"]).default("auto"),
  "login-error-text": z.enum(["uniform", "specific"]).default("uniform"),
  "stored-pin-minus": z.enum(["strip", "literal"]).default("strip"),
  "logout-confirm": z.enum(["none", "ask"]).default("ask"),
  "no-logout-layout": z.enum(["refuse", "minimal", "blank"]).default("minimal"),
  "mapping-after-full-logout": z.enum(["keep", "delete"]).default("keep"),
  "file-of-deleted-mapping": z.enum(["keep", "fallback"]).default("keep"),
  "logout-without-mapping": z.enum(["last-known", "blank"]).default("last-known"),
  "surplus-keys": z.enum(["hide", "refuse-save"]).default("hide"),
  "emergency-identity": z.enum(["desk", "extension"]).default("desk"),
});

export type Policies = z.output<typeof policiesSchema>;
