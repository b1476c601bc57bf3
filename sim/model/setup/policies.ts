import { z } from "zod";
import { duration } from "../files/duration.js";
import { kebabObject } from "../files/kebab-object.js";
import { type PolicyText, policyTexts } from "./policy-texts.js";

/**
 * Where the seed page is silent, the behaviour is a named policy with a default (hot-desking.md §4).
 */

const lockoutKinds = ["extension", "phone", "both", "off"] as const;

const lockout = z.strictObject({
  by: z.enum(lockoutKinds).default("extension"),
  tries: z.int().min(1).default(5),
  window: duration.default(600_000),
  hold: duration.default(600_000),
});

/** Wrong PINs: who is locked out, after how many within what time, for how long. `off` alone is enough. */
const pinLockout = z.codec(
  z.union([z.enum(lockoutKinds), lockout], {
    error: `expected ${lockoutKinds.join(", ")}, or { by, tries, window, hold }`,
  }),
  z.object({ by: z.enum(lockoutKinds), tries: z.int(), windowMs: z.number(), holdMs: z.number() }),
  {
    decode: (written) => {
      const { by, tries, window, hold } =
        typeof written === "string" ? lockout.parse({ by: written }) : written;
      return { by, tries, windowMs: window, holdMs: hold };
    },
    encode: ({ by, tries, windowMs, holdMs }) => ({ by, tries, window: windowMs, hold: holdMs }),
  },
);

const placeholderFull = z.codec(
  z.string().regex(/^(retry|blank|overflow:\d{1,15})$/, "expected retry, blank or overflow:EXTENSION"),
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("overflow"), extension: z.string() }),
    z.object({ kind: z.literal("retry") }),
    z.object({ kind: z.literal("blank") }),
  ]),
  {
    decode: (text) => {
      const extension = /^overflow:(\d+)$/.exec(text)?.[1];
      if (extension !== undefined) return { kind: "overflow", extension } as const;
      return { kind: text === "blank" ? "blank" : "retry" } as const;
    },
    encode: (value) => (value.kind === "overflow" ? `overflow:${value.extension}` : value.kind),
  },
);

/** Below it a desk would be logged out while its user looks for the handset. */
const shortestIdleMinutes = 0.1;
const autoLogout = z.codec(
  z
    .string()
    .regex(
      /^(off|idle:\d+(\.\d+)?|daily:([01]\d|2[0-3]):[0-5]\d)$/,
      "expected off, idle:MINUTES or daily:HH:MM",
    )
    .refine((text) => !text.startsWith("idle:") || Number(text.slice(5)) >= shortestIdleMinutes, {
      error: `the idle time is at least ${shortestIdleMinutes} minutes; off switches auto-logout off`,
    }),
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("off") }),
    z.object({ kind: z.literal("idle"), idleMs: z.number() }),
    z.object({ kind: z.literal("daily"), timeOfDay: z.string() }),
  ]),
  {
    decode: (text) => {
      const [kind, ...rest] = text.split(":");
      if (kind === "idle") return { kind, idleMs: Number(rest[0]) * 60_000 } as const;
      if (kind === "daily") return { kind, timeOfDay: rest.join(":") } as const;
      return { kind: "off" } as const;
    },
    encode: (value) => {
      if (value.kind === "idle") return `idle:${value.idleMs / 60_000}`;
      return value.kind === "daily" ? `daily:${value.timeOfDay}` : "off";
    },
  },
);

const shape = {
  // login
  "second-login": z.enum(["move", "refuse", "both", "evict"]).default("move"),
  "second-login-in-call": z.enum(["refuse", "after-call", "drop"]).default("refuse"),
  "login-over-user": z.enum(["replace", "refuse"]).default("replace"),
  "login-as-placeholder": z.enum(["refuse", "allow"]).default("refuse"),
  "no-template": z.enum(["refuse", "default-template"]).default("refuse"),
  "no-layout": z.enum(["refuse", "line-only"]).default("refuse"),
  "single-layout": z.enum(["auto", "ask"]).default("auto"),
  "pick-order": z.enum(["template-then-layout", "layout-then-template"]).default("template-then-layout"),
  "screen-timeout": z.number().positive().max(3600).default(45),
  "login-error-text": z.enum(["uniform", "specific"]).default("uniform"),
  "pin-lockout": pinLockout.prefault("extension"),
  "stored-pin-blank": z.enum(["refuse", "accept"]).default("refuse"),
  "stored-pin-minus": z.enum(["strip", "literal"]).default("strip"),
  "pin-compare": z.enum(["text", "number"]).default("text"),
  "pin-over-http": z.enum(["allow", "warn", "refuse"]).default("warn"),
  "concurrent-submit": z.enum(["first-wins", "last-wins"]).default("first-wins"),
  "remember-extension": z.enum(["no", "yes"]).default("no"),
  // logout
  "logout-confirm": z.enum(["none", "ask", "pin"]).default("ask"),
  "logout-in-call": z.enum(["refuse", "after-call", "drop"]).default("refuse"),
  "logout-settings-at": z.enum(["login", "logout"]).default("logout"),
  "placeholder-choice": z.enum(["user-group", "desk-location"]).default("user-group"),
  "no-logout-layout": z.enum(["refuse", "minimal", "blank"]).default("minimal"),
  "no-logout-template": z.enum(["default-template", "keep-user"]).default("default-template"),
  "placeholder-full": placeholderFull.prefault("retry"),
  "auto-logout": autoLogout.prefault("off"),
  "admin-logout": z.enum(["allow", "forbid"]).default("allow"),
  "user-removed": z.enum(["logout", "keep"]).default("logout"),
  "hotdesk-disabled-in-use": z.enum(["keep", "logout"]).default("keep"),
  "erase-personal-data": z.enum(["yes", "no"]).default("yes"),
  // mapping and reboot
  "mapping-after-full-logout": z.enum(["keep", "delete"]).default("keep"),
  "mapping-deleted-in-use": z.enum(["keep-running", "logout-now"]).default("keep-running"),
  "file-of-deleted-mapping": z.enum(["keep", "fallback"]).default("keep"),
  "logout-without-mapping": z.enum(["last-known", "blank"]).default("last-known"),
  "reboot-other": z.enum(["report", "fail"]).default("report"),
  "reboot-in-call": z.enum(["postpone", "now"]).default("postpone"),
  // layouts
  "surplus-keys": z.enum(["hide", "refuse-save"]).default("hide"),
  "layout-must-have": z.enum(["warn", "refuse-save"]).default("warn"),
  // wire
  "register-order": z
    .enum(["unregister-first", "register-first", "no-unregister"])
    .default("unregister-first"),
  "unregister-scope": z.enum(["own-contact", "star"]).default("own-contact"),
  "unregister-failed": z.enum(["continue", "abort"]).default("continue"),
  "switch-failed": z.enum(["roll-back", "stay"]).default("roll-back"),
  "contact-port": z.enum(["stable", "random"]).default("stable"),
  "resync-address": z.enum(["contact", "endpoint"]).default("contact"),
  "emergency-identity": z.enum(["desk", "extension"]).default("desk"),
  "full-logout-risk": z.enum(["must-accept", "ignore"]).default("must-accept"),
} as const;

export const policiesSchema = kebabObject(shape);

export type Policies = z.output<typeof policiesSchema>;
export type PolicyName = keyof typeof shape;
export const policyNames = Object.keys(shape) as PolicyName[];

// So that an editor shows the texts, and `deskfleet schema setup` prints them.
const texts: Readonly<Record<PolicyName, PolicyText>> = policyTexts;
for (const name of policyNames) {
  const { decides, values } = texts[name];
  const each = Object.entries(values).map(([value, text]) => `${value}: ${text}`);
  z.globalRegistry.add(shape[name], { description: [decides, ...each].join("\n") });
}

/** Policies that are no plain choice: what their values are called in `policies` of a scenario and in coverage. */
const namedValues: Readonly<Partial<Record<PolicyName, readonly string[]>>> = {
  "screen-timeout": ["seconds"],
  "pin-lockout": lockoutKinds,
  "placeholder-full": ["retry", "overflow", "blank"],
  "auto-logout": ["off", "idle", "daily"],
};

/** Names of all values of a policy; a value with an argument goes by its kind. */
export function policyValues(name: PolicyName): readonly string[] {
  const named = namedValues[name];
  if (named) return named;
  const schema: z.ZodType = shape[name];
  const inner = schema instanceof z.ZodDefault ? schema.unwrap() : schema;
  return inner instanceof z.ZodEnum ? inner.options.map(String) : [];
}

/** The name of the value that a policy has. */
export function policyValueName(name: PolicyName, policies: Policies): string {
  const key = name.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  const value = (policies as Readonly<Record<string, unknown>>)[key];
  if (typeof value === "number") return "seconds";
  if (typeof value === "object" && value !== null) {
    const { by, kind } = value as { by?: string; kind?: string };
    return by ?? kind ?? "";
  }
  return String(value);
}

/** Policies that a phone carries out by itself; the harness gives them to its phones. */
export type PhoneBehaviour = Pick<
  Policies,
  "registerOrder" | "unregisterScope" | "unregisterFailed" | "switchFailed" | "contactPort" | "rebootInCall"
>;
