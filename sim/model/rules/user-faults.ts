/** Ways to break a rule of users, their PINs, and what a login or logout makes of them. */
export const userFaults = {
  "lists-merged": { breaks: ["PBX-116"], says: "the templates of all groups of a user are put together" },
  "group-taken-whole": {
    breaks: ["PBX-117"],
    says: "all settings of a user come from the first group that sets any",
  },
  "users-always-there": { breaks: ["PBX-121"], says: "every extension has a user" },
  "stored-minus-compared": {
    breaks: ["PBX-127", "F-16"],
    says: "the minus before a stored PIN is part of the PIN",
  },
  "pins-compared-as-numbers": { breaks: ["PBX-129", "F-16"], says: "leading zeros of a PIN do not count" },
  "mailbox-never-changes": {
    breaks: ["PBX-131", "PBX-133"],
    says: "an extension keeps its first mailbox, with its PIN",
  },
  "nobody-locked-out": { breaks: ["PBX-132", "F-72"], says: "wrong PINs hold nobody" },
  "logout-drops-calls": { breaks: ["F-18"], says: "a logout hangs up whatever the policy" },
  "last-submit-wins": { breaks: ["F-19"], says: "the last of two logins at the same moment has the user" },
  "changed-user-removed": {
    breaks: ["F-38"],
    says: "the user of an extension that is changed counts as removed",
  },
  "removed-user-stays": { breaks: ["F-39"], says: "a user who is deleted stays logged in" },
  "logout-settings-of-login": { breaks: ["F-71"], says: "a logout goes by the settings of the login" },
  "history-kept": { breaks: ["F-73"], says: "the call history stays on the phone for the next user" },
} as const;
