import { choice } from "./policy.js";

/** What a phone decides by itself; the harness gives these to its phones, the backend does not ask them. */
export const phonePolicies = {
  "reboot-in-call": choice(
    "a phone is asked to reboot during a call",
    { postpone: "it waits for the end of the call", now: "at once; never in an emergency call" },
    "postpone",
  ),
  "register-order": choice(
    "what a phone does with its old registration when it changes its extension",
    {
      "unregister-first": "unregisters, then registers the new one: frees a contact of the placeholder",
      "register-first": "registers the new one, then unregisters",
      "no-unregister": "never unregisters: the old contact stays until it expires",
    },
    "unregister-first",
  ),
  "unregister-scope": choice(
    "which contacts a phone unregisters",
    {
      "own-contact": "its own",
      star: "`Contact: *`: those of every phone on the extension; there to show that harm",
    },
    "own-contact",
  ),
  "unregister-failed": choice(
    "unregistering is not answered within 4 s",
    {
      continue: "the phone goes on; the old contact expires by itself",
      abort: "the phone stays who it was",
    },
    "continue",
  ),
  "switch-failed": choice(
    "the new file is missing or broken, or the new registration is refused",
    {
      "roll-back": "the phone goes back to its last good file and identity",
      stay: "it stays with what it has, registered or not",
    },
    "roll-back",
  ),
  "contact-port": choice(
    "the local SIP port of a phone after a reboot",
    {
      stable: "the same: its contact is renewed",
      random: "another: one more contact until the old one expires",
    },
    "stable",
  ),
} as const;
