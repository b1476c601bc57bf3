/** Ways to break a rule of registration, authentication and the life of contacts. */
export const registrationFaults = {
  "remove-existing-ignored": {
    breaks: ["EH-4", "PBX-3", "F-04"],
    says: "a full extension refuses the next phone, Remove Existing or not",
  },
  "contacts-not-asked": {
    breaks: ["F-46", "F-70", "PBX-8", "PBX-47", "PBX-144"],
    says: "the PBX asks no contact whether it is there",
  },
  "nobody-banned": { breaks: ["EH-6", "F-28", "PBX-59"], says: "intrusion detection bans nobody" },
  "port-always-kept": {
    breaks: ["EH-5", "PBX-64", "F-05"],
    says: "a phone comes back on its port after a power cut",
  },
  "port-never-kept": { breaks: ["F-06"], says: "a phone comes back on another port after a power cut" },
  "nothing-unregistered": {
    breaks: ["F-07"],
    says: "a phone that changes its extension leaves its old contact",
  },
  "lost-connection-unnoticed": {
    breaks: ["F-47"],
    says: "a phone goes on as registered where its connection is gone",
  },
  "submit-applied-at-once": {
    breaks: ["F-32", "PBX-16"],
    says: "the PBX has what was submitted before it is applied",
  },
  "match-permit-ignored": {
    breaks: ["PBX-70", "PBX-71", "PBX-74", "F-14", "F-15"],
    says: "Match (Permit) identifies nobody",
  },
  "match-permit-needs-from": {
    breaks: ["PBX-72"],
    says: "who is found by address has to be in the From too",
  },
  "match-permit-only": {
    breaks: ["PBX-73"],
    says: "an extension with a Match (Permit) is found by address alone",
  },
  "empty-secret-refused": { breaks: ["F-54"], says: "an extension with an empty secret lets nobody in" },
  "single-contact-kept": {
    breaks: ["PBX-1"],
    says: "an extension of one contact refuses the next phone",
  },
  "more-than-hundred-contacts": { breaks: ["PBX-2", "F-02"], says: "Max Contacts counts as it is written" },
  "override-ignored": {
    breaks: ["PBX-4", "PBX-6", "PBX-29", "PBX-30"],
    says: "what is written over an extension by hand is not read",
  },
  "realm-of-the-host": { breaks: ["PBX-5"], says: "challenges name another realm" },
  "expiry-unclamped": { breaks: ["PBX-7", "PBX-31"], says: "phones get the expiry that they ask for" },
  "contacts-kept-as-sent": {
    breaks: ["PBX-9", "PBX-22", "PBX-35", "PBX-36"],
    says: "contacts are kept as phones send them",
  },
  "contacts-always-rewritten": {
    breaks: ["PBX-24", "PBX-62"],
    says: "contacts get the address of their packet, whatever the extension says",
  },
  "every-identity-trusted": { breaks: ["PBX-14"], says: "what any phone says of its identity counts" },
  "empty-match-is-everybody": {
    breaks: ["PBX-15"],
    says: "an empty Match (Permit) of a placeholder identifies every phone as it",
  },
  "contacts-never-swept": { breaks: ["PBX-18"], says: "contacts that have run out are not swept" },
  "any-address-of-record": {
    breaks: ["PBX-20", "PBX-72"],
    says: "whatever To says, the sender is registered",
  },
  "call-id-makes-a-contact": { breaks: ["PBX-21"], says: "another Call-ID is another contact" },
  "own-host-forgotten": { breaks: ["PBX-23"], says: "phones are shown the address of their packet" },
  "full-extension-blocks-refresh": {
    breaks: ["PBX-26"],
    says: "a full extension refuses refreshes and removals",
  },
  "last-to-expire-dropped": { breaks: ["PBX-27"], says: "the contact that runs out last makes room" },
  "surplus-of-a-request-cut": { breaks: ["PBX-28"], says: "of many contacts in a REGISTER the first counts" },
  "expires-always-told": { breaks: ["PBX-32"], says: "every 200 has an Expires header" },
  "query-unregisters": { breaks: ["PBX-33"], says: "a REGISTER without Contact unbinds all phones" },
  "star-ends-own-contacts": { breaks: ["PBX-34"], says: "a star unbinds the contacts of its sender alone" },
  "expired-contacts-count": {
    breaks: ["PBX-37"],
    says: "contacts that have run out count until they are swept",
  },
  "contacts-in-order": { breaks: ["PBX-38"], says: "contacts are told in order" },
  "agents-forgotten": { breaks: ["PBX-40"], says: "contacts are kept without User-Agent and Call-ID" },
  "own-contact-alone": { breaks: ["PBX-41", "F-35"], says: "the 200 names the contact of the sender alone" },
  "only-ok-is-reachable": { breaks: ["PBX-45"], says: "a phone that refuses OPTIONS is not called" },
  "unreachable-makes-room": { breaks: ["PBX-46"], says: "contacts that do not answer make room" },
  "mailbox-not-told": { breaks: ["PBX-13", "PBX-48", "F-50"], says: "no phone is told of its mailbox" },
  "invite-proxy-challenged": { breaks: ["PBX-51"], says: "an INVITE is challenged with 407" },
  "wrong-password-forbidden": { breaks: ["PBX-52", "PBX-56"], says: "a wrong password gets 403" },
  "unknown-extension-told": { breaks: ["PBX-53"], says: "an unknown extension gets 404" },
  "any-from-accepted": { breaks: ["PBX-54"], says: "credentials count under every From" },
  "stale-not-said": { breaks: ["PBX-55", "F-52"], says: "an old nonce looks like a wrong password" },
  "strict-takes-all": { breaks: ["PBX-58"], says: "what Asterisk takes is taken, strict or not" },
  "contacts-lost-at-restart": { breaks: ["PBX-60", "F-26"], says: "contacts do not outlive a restart" },
  "contacts-outlive-connections": {
    breaks: ["PBX-61", "F-26"],
    says: "a closed connection leaves its contacts",
  },
  "refused-contacts-not-logged": {
    breaks: ["PBX-50"],
    says: "the security log has nothing of contacts beyond the limit",
  },
  "refreshes-not-logged": { breaks: ["PBX-57"], says: "the security log has nothing of who is let in" },
  "unknown-extensions-not-logged": {
    breaks: ["PBX-53"],
    says: "the security log does not tell an unknown extension from a wrong password",
  },
  "evicted-phone-is-told": {
    breaks: ["PBX-65"],
    says: "a phone hears of its mailbox once more when its contact is dropped",
  },
  "star-means-own": {
    breaks: ["EH-23", "F-08"],
    says: "a phone that unregisters everything unregisters itself alone",
  },
  "resync-reaches-one": {
    breaks: ["EH-24", "PBX-49", "F-09"],
    says: "a resync of an extension reaches one phone",
  },
} as const;
