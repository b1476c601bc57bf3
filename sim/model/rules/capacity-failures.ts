/** Failures seen on real systems: room on the placeholder, and the life of its contacts (F-01 to F-53). */
export const capacityFailures = {
  "F-01": "the phone beyond Max Contacts gets 403, shows it, and retries slowly; the others are not touched",
  "F-02": "Max Contacts 150 is stored as 100, and phone 101 is refused",
  "F-03": "with Max Contacts left at 1 only the last phone is rung, and all look fine",
  "F-04": "with Remove Existing and one phone too many somebody is always thrown out",
  "F-05": "after a power cut phones on new ports find the placeholder full of their own ghosts",
  "F-06": "after a power cut phones on the same ports renew their contacts and leave no ghost",
  "F-07": "a login that does not unregister the placeholder leaves a ghost there",
  "F-08": "one phone that unregisters everything takes the contacts of all",
  "F-09": "a resync by extension reaches every logged-out phone, one by contact a single one",
  "F-26": "a restart of the PBX keeps contacts over UDP, and those over TCP and TLS come back by themselves",
  "F-34": "a call to a full placeholder rings everybody, or it is said how many it does not ring",
  "F-35": "with many phones bound the answer to a REGISTER is large, and each still finds its own contact",
  "F-46":
    "a NAT that changes a phone's port leaves a ghost, and calls do not find the phone until it registers",
  "F-47": "a phone whose connection is dropped comes back by itself, closed or silent",
  "F-48": "a phone refreshes by the expiry that was granted, not by the one it asked for",
  "F-49": "a phone takes an answer that shows its contact behind NAT with another address",
  "F-50": "N phones with a mailbox get N(N+1)/2 notices as they register, and answer each",
  "F-51": "phones at one address that are given the same nonce are all accepted",
  "F-52": "an old nonce is retried once, without a word to the user",
  "F-53": "a malformed message that nobody answers is reported as malformed, not as a dead server",
} as const;
