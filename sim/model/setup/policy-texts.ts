/** What an admin reads of a policy before deciding. */
export interface PolicyText {
  /** What it decides, as a question or a situation. */
  readonly decides: string;
  /** Each value by its name; one with an argument as it is written. */
  readonly values: Readonly<Record<string, string>>;
}

const emergencyApart = "an emergency call is never dropped";

/** Texts of the JSON Schema and of `docs/policies.md`. */
export const policyTexts = {
  "second-login": {
    decides: "a user logs in who is logged in on another phone",
    values: {
      move: "that phone is logged out, by its user's own Logout Action",
      refuse: "the new login is refused",
      both: "both phones stay logged in, as far as Max Contacts lets them",
      evict:
        "the PBX drops the other phone's contact, and nobody tells it (plain FreePBX with Max Contacts 1)",
    },
  },
  "second-login-in-call": {
    decides: "… and that other phone is in a call",
    values: {
      refuse: "the new login is refused; a phone that cannot be reached never blocks it",
      "after-call": "the new login counts, the other phone is logged out when its call ends",
      drop: `the call is hung up; ${emergencyApart}`,
    },
  },
  "login-over-user": {
    decides: "somebody logs in on a phone where another user is logged in",
    values: { replace: "straight switch to the new user", refuse: "the other has to log out first" },
  },
  "login-as-placeholder": {
    decides: "a login with the placeholder's own number and PIN",
    values: { refuse: "refused: its PIN would be a master key", allow: "allowed" },
  },
  "no-template": {
    decides: "a login of a user who may pick no template",
    values: { refuse: "refused", "default-template": "the template Default is used" },
  },
  "no-layout": {
    decides: "a login of a user who may pick no layout of this phone's model",
    values: { refuse: "refused; the message names the model", "line-only": "the phone gets one Line key" },
  },
  "single-layout": {
    decides: "exactly one allowed layout is of this phone's model",
    values: { auto: "it is used without a question", ask: "a list of one is shown" },
  },
  "pick-order": {
    decides: "which of the two lists comes first at a login",
    values: {
      "template-then-layout": "templates, then layouts",
      "layout-then-template": "layouts, then templates",
    },
  },
  "screen-timeout": {
    decides: "how long an app's screen waits for a finger",
    values: { seconds: "seconds from above 0 to 3600, then the phone goes back to idle" },
  },
  "login-error-text": {
    decides: "what a refused login says",
    values: {
      uniform: "one text for unknown extension, wrong PIN and Hotdesk off: no telling who exists",
      specific: "the reason",
    },
  },
  "pin-lockout": {
    decides:
      "who is locked out after wrong PINs; `{ by: extension, tries: 5, window: 10m, hold: 10m }` sets how many within what time, and for how long",
    values: {
      extension: "logins with that extension, on any phone",
      phone: "logins on that phone, of anybody",
      both: "both",
      off: "nobody",
    },
  },
  "stored-pin-blank": {
    decides: "the mailbox of the user has an empty PIN",
    values: { refuse: "the user cannot log in", accept: "an empty PIN lets the user in, as voicemail does" },
  },
  "stored-pin-minus": {
    decides: "the stored PIN starts with a minus (in FreePBX: the user may not change it)",
    values: { strip: "the minus is no part of the PIN", literal: "it is, so nobody can type that PIN" },
  },
  "pin-compare": {
    decides: "whether leading zeros count in a PIN",
    values: { text: "they do: 0012 is not 12", number: "they do not" },
  },
  "pin-over-http": {
    decides: "the phone apps are served over plain HTTP, where the PIN can be read on the way",
    values: {
      allow: "nobody minds",
      warn: "`check` warns, logins work",
      refuse: "every form that asks for a PIN is refused",
    },
  },
  "concurrent-submit": {
    decides: "two logins for one phone or one user within a second",
    values: { "first-wins": "the second is refused", "last-wins": "the second replaces the first" },
  },
  "remember-extension": {
    decides: "the login form on a shared desk",
    values: { no: "starts empty", yes: "shows the extension that was last typed there" },
  },
  "logout-confirm": {
    decides: "what is asked before a logout",
    values: {
      none: "nothing: one key press logs out",
      ask: "yes or no",
      pin: "the PIN of the user who is logged in",
    },
  },
  "logout-in-call": {
    decides: "a logout while the phone rings, talks or has a call on hold",
    values: {
      refuse: "refused",
      "after-call": "it happens when the call ends",
      drop: `the call is hung up; ${emergencyApart}`,
    },
  },
  "logout-settings-at": {
    decides: "the user's groups or settings changed between login and logout",
    values: {
      login: "those of the login hold for the logout",
      logout: "those of the moment of the logout hold",
    },
  },
  "placeholder-choice": {
    decides: "which placeholder a desk is logged out to",
    values: {
      "user-group": "that of the user's Logout Action, wherever the desk is",
      "desk-location": "the `placeholder` of the desk's location, where it has one",
    },
  },
  "no-logout-layout": {
    decides: "there is no logout layout for the phone's model",
    values: {
      refuse: "the logout is refused",
      minimal: "one Line key and one Login key",
      blank: "the phone is left blank: no account, no 911",
    },
  },
  "no-logout-template": {
    decides: "no Logout Template is set",
    values: {
      "default-template": "the template Default is used",
      "keep-user": "the user's template stays on the phone",
    },
  },
  "placeholder-full": {
    decides:
      "as many phones as Max Contacts allows are logged out to the placeholder, and the PBX refuses one more",
    values: {
      retry: "the phone tries again, after 30 s and then ever later up to 5 min",
      overflow: "`overflow:EXTENSION`: it is logged out to that other placeholder",
      blank: "the phone is left blank",
    },
  },
  "auto-logout": {
    decides: "whether a desk is logged out without a finger",
    values: {
      off: "never",
      idle: "`idle:MINUTES`: after so long without a use of the phone",
      daily: "`daily:HH:MM`: at that time of day",
    },
  },
  "admin-logout": {
    decides: "whether an admin may log a phone out (`POST /devices/{mac}/logout`)",
    values: { allow: "yes", forbid: "403" },
  },
  "user-removed": {
    decides: "a user is deleted who is logged in",
    values: { logout: "the phone is logged out", keep: "it stays logged in until somebody logs it out" },
  },
  "hotdesk-disabled-in-use": {
    decides: "Hotdesk is switched off for a user who is logged in",
    values: { keep: "the login stays, and logging out works", logout: "the phone is logged out" },
  },
  "erase-personal-data": {
    decides: "the call history of a phone when it is logged out to a placeholder",
    values: { yes: "erased: the next person must not see it", no: "stays on the phone" },
  },
  "mapping-after-full-logout": {
    decides: "what is left of a mapping after a Full Logout",
    values: { keep: "it is kept, inactive, so the next login takes no reboot", delete: "nothing" },
  },
  "mapping-deleted-in-use": {
    decides: "an admin deletes the mapping of a phone where a user is logged in",
    values: {
      "keep-running": "the phone runs on until the user logs out",
      "logout-now": "the phone is logged out at once",
    },
  },
  "file-of-deleted-mapping": {
    decides: "such a phone fetches its file again, after a power cut for example",
    values: { keep: "it gets the file that it had", fallback: "it gets the file of a blank phone" },
  },
  "logout-without-mapping": {
    decides: "what such a phone is logged out to",
    values: {
      "last-known": "by the Logout Action of its last user",
      blank: "it becomes blank: no account, no 911",
    },
  },
  "reboot-other": {
    decides: "a reboot that no login and no logout asked for, in a run of scenarios",
    values: { report: "a note of its scenario in every report", fail: "the scenario fails" },
  },
  "reboot-in-call": {
    decides: "a reboot is asked of a phone that talks",
    values: { postpone: "it waits for the end of the call", now: "at once; never in an emergency call" },
  },
  "surplus-keys": {
    decides: "a layout has more keys than its model",
    values: {
      hide: "it is stored, the phone shows what it has room for, `check` names the rest",
      "refuse-save": "the setup is refused",
    },
  },
  "layout-must-have": {
    decides: "a logout layout has no Line or no Login key",
    values: { warn: "it is stored, `check` finds it", "refuse-save": "the setup is refused" },
  },
  "register-order": {
    decides: "what a phone does with its old registration when it changes its extension",
    values: {
      "unregister-first": "un-registers, then registers the new one: frees a contact of the placeholder",
      "register-first": "registers the new one, then un-registers",
      "no-unregister": "never un-registers: the old contact stays until it expires",
    },
  },
  "unregister-scope": {
    decides: "which contacts a phone un-registers",
    values: {
      "own-contact": "its own",
      star: "`Contact: *`: those of every phone on the extension; there to show that harm",
    },
  },
  "unregister-failed": {
    decides: "un-registering is not answered within 4 s",
    values: {
      continue: "the phone goes on; the old contact expires by itself",
      abort: "the phone stays who it was",
    },
  },
  "switch-failed": {
    decides: "the new file is missing or broken, or the new registration is refused",
    values: {
      "roll-back": "the phone goes back to its last good file and identity",
      stay: "it stays with what it has, registered or not",
    },
  },
  "contact-port": {
    decides: "the local SIP port of a phone after a reboot",
    values: {
      stable: "the same: its contact is renewed",
      random: "another: one contact more until the old expires",
    },
  },
  "resync-address": {
    decides: "whom the NOTIFY of a resync is sent to",
    values: {
      contact: "the contact of that phone",
      endpoint: "the extension: every phone that is registered to it",
    },
  },
  "emergency-identity": {
    decides: "caller id and location that the PSAP is told",
    values: {
      desk: "those of the desk's location: what does not move",
      extension: "those of the extension, as plain FreePBX does",
    },
  },
  "full-logout-risk": {
    decides: "the setup lets somebody log out fully, which leaves a desk without 911",
    values: {
      "must-accept":
        "each location must stand under `accept-no-emergency`, with a reason and a name, else `check` fails",
      ignore: "nobody has to sign",
    },
  },
} satisfies Readonly<Record<string, PolicyText>>;
