import { z } from "zod";
import { duration } from "../../files/duration.js";
import { choice, type Policy } from "./policy.js";

const lockoutValues = {
  extension: "logins with that extension, on any phone",
  phone: "logins on that phone, by any user",
  both: "both",
  off: "nothing is locked",
} as const;
const lockoutKinds = Object.keys(lockoutValues) as (keyof typeof lockoutValues)[];

const lockout = z.strictObject({
  by: z.enum(lockoutKinds).default("extension"),
  tries: z.int().min(1).default(5),
  window: duration.default(600_000),
  hold: duration.default(600_000),
});

/** Wrong PINs: what is locked out, after how many within what time, for how long. `off` alone is enough. */
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

/** The PIN of a user: how it is compared, protected and kept. */
export const pinPolicies = {
  "pin-lockout": {
    schema: pinLockout.prefault("extension"),
    decides:
      "what is locked out after wrong PINs; `{ by: extension, tries: 5, window: 10m, hold: 10m }` sets how many within what time, and for how long",
    values: lockoutValues,
  } satisfies Policy,
  "stored-pin-blank": choice(
    "the mailbox of the user has an empty PIN",
    { refuse: "the user cannot log in", accept: "an empty PIN lets the user in, as voicemail does" },
    "refuse",
  ),
  "stored-pin-minus": choice(
    "the stored PIN starts with a minus (in FreePBX: the user may not change it)",
    { strip: "the minus is not part of the PIN", literal: "it is, so that PIN cannot be typed" },
    "strip",
  ),
  "pin-compare": choice(
    "whether leading zeros count in a PIN",
    { text: "they do: 0012 is not 12", number: "they do not" },
    "text",
  ),
  "pin-over-http": choice(
    "the phone apps are served over plain HTTP, where the PIN can be read in transit",
    {
      allow: "no warning",
      warn: "`check` warns, logins work",
      refuse: "every form that asks for a PIN is refused",
    },
    "warn",
  ),
} as const;
