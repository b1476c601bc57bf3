/** How User Manager hands settings down, and what the PIN of a mailbox is (PBX-115 to PBX-134). In our own words. */
export const pbxUserRules = {
  "PBX-115": "a setting is the user's own, else that of the first group that has one, else unset",
  "PBX-116": "lists are never merged: the first one counts whole, be it empty",
  "PBX-117": "each setting is looked up by itself, so two may come from two groups",
  "PBX-118": "groups are asked in the admin's order as it is now, without Apply Config",
  "PBX-119": "self in a list of extensions stands for the user's own",
  "PBX-120": "an extension comes with a user of its name in the default group",
  "PBX-121":
    "an extension may have no user, a user no extension, and users are deleted and regrouped while logged in",
  "PBX-125": "a login asks for the extension and its voicemail PIN, and for no other password",
  "PBX-126": "without a mailbox there is no PIN, and no login",
  "PBX-127": "a leading minus is no part of the PIN",
  "PBX-128": "a blank PIN opens the mailbox without a question, and must not let a user in",
  "PBX-129": "PINs are text: leading zeros count",
  "PBX-130": "a mailbox that asks its own phones for no PIN opens no login",
  "PBX-131": "a changed PIN counts from the next login, and the running one stays",
  "PBX-132": "voicemail locks nobody out; what does is the policy of the login",
  "PBX-133":
    "the mailbox of the extension alone counts for its login, and one that is taken away ends no running login",
  "PBX-134": "a mailbox of the placeholder is open to every logged-out phone, and its PIN might be a login",
} as const;
