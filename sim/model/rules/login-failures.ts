/** Failures seen on real systems: login, logout and what is kept of them (F-16 to F-73). */
export const loginFailures = {
  "F-16": "odd PINs are compared as they are: blank and minus refused, leading zeros counted",
  "F-17": "a user who logs in elsewhere is on one phone, unless both are wanted",
  "F-18": "a logout during a call does what the policy says, and never ends an emergency call",
  "F-19": "of logins at the same moment one holds, and the loser is told",
  "F-20": "a backend that dies in the middle of a login leaves the phone as it was, and a retry goes through",
  "F-21": "a model without a logout layout still gets a Line and a Login key",
  "F-22": "a single template or layout is taken without a question, several are offered",
  "F-25": "nobody logs in as the placeholder",
  "F-29": "a logout after the mapping was deleted reboots the phone and ends on the placeholder",
  "F-38": "a setting of an extension that changes leaves its user logged in",
  "F-39": "a user who is deleted while logged in leaves the phone, which keeps 911",
  "F-40": "a login over a user who forgot to log out needs nothing of that user",
  "F-41": "phones reboot at a first login and after a deleted mapping, and not otherwise",
  "F-71": "a logout goes by the groups as they are then",
  "F-72": "wrong PINs get one and the same text, and then a hold",
  "F-73": "nothing of the former user is left on the phone",
} as const;
