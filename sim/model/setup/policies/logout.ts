import { z } from "zod";
import { emergencyCallsStay } from "./call-texts.js";
import { choice, type Policy } from "./policy.js";

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

/** When a phone is logged out, by whom, and what it is then. */
export const logoutPolicies = {
  "logout-confirm": choice(
    "what is asked before a logout",
    {
      none: "nothing: one key press logs out",
      ask: "yes or no",
      pin: "the PIN of the user who is logged in",
    },
    "ask",
  ),
  "logout-in-call": choice(
    "a logout while the phone rings, is in a call or has one on hold",
    {
      refuse: "refused",
      "after-call": "it happens when the call ends",
      drop: `the call is hung up; ${emergencyCallsStay}`,
    },
    "refuse",
  ),
  "logout-settings-at": choice(
    "the user's groups or settings changed between login and logout",
    {
      login: "the logout goes by those at login",
      logout: "the logout goes by those at logout",
    },
    "logout",
  ),
  "placeholder-choice": choice(
    "which placeholder a desk is logged out to",
    {
      "user-group": "that of the user's Logout Action, wherever the desk is",
      "desk-location": "the `placeholder` of the desk's location, where it has one",
    },
    "user-group",
  ),
  "no-logout-layout": choice(
    "there is no logout layout for the phone's model",
    {
      refuse: "the logout is refused",
      minimal: "one Line key and one Login key",
      blank: "the phone is left blank: no account, no 911",
    },
    "minimal",
  ),
  "no-logout-template": choice(
    "no Logout Template is set",
    {
      "default-template": "the template Default is used",
      "keep-user": "the user's template stays on the phone",
    },
    "default-template",
  ),
  "placeholder-full": {
    schema: placeholderFull.prefault("retry"),
    decides: "the placeholder has as many contacts as Max Contacts allows, and the PBX refuses one more",
    values: {
      retry: "the phone tries again, first after 30 s, then less and less often, at least every 5 min",
      overflow: "`overflow:EXTENSION`: it is logged out to that other placeholder",
      blank: "the phone is left blank",
    },
  } satisfies Policy,
  "auto-logout": {
    schema: autoLogout.prefault("off"),
    decides: "whether a desk is logged out by itself",
    values: {
      off: "never",
      idle: "`idle:MINUTES`: after the phone was not used for so long",
      daily: "`daily:HH:MM`: at that time of day",
    },
  } satisfies Policy,
  "admin-logout": choice(
    "whether an admin may log a phone out (`POST /devices/{mac}/logout`)",
    { allow: "yes", forbid: "403" },
    "allow",
  ),
  "user-removed": choice(
    "a logged-in user is deleted",
    { logout: "the phone is logged out", keep: "it stays logged in until the next logout" },
    "logout",
  ),
  "hotdesk-disabled-in-use": choice(
    "Hotdesk is switched off for a logged-in user",
    { keep: "the login stays, and logging out works", logout: "the phone is logged out" },
    "keep",
  ),
} as const;
