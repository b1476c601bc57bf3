/** Ways to break a rule of what a route asks its callers for. */
export const gateFaults = {
  "prompts-not-asked": {
    breaks: ["EH-9", "PBX-89", "PBX-105", "PBX-108", "F-11e"],
    says: "no route asks for its PIN or password",
  },
  "pinless-ignored": { breaks: ["PBX-109"], says: "a pinless extension is asked for a PIN" },
  "leading-zeros-dropped": { breaks: ["PBX-106"], says: "PINs are kept as numbers, without leading zeros" },
  "one-gate-asked": { breaks: ["PBX-110"], says: "a route with a PIN set never asks for its password" },
} as const;
