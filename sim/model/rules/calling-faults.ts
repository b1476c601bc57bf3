/** Ways to break a rule of calls: who may call whom, by which trunk, as whom, and what becomes of it. */
export const callingFaults = {
  "unregistered-phone-does-not-dial": {
    breaks: ["F-59"],
    says: "a phone that is not registered dials nothing",
  },
  "panic-button-spares-calls": {
    breaks: ["EH-29"],
    says: "a panic button dials beside the calls that are up",
  },
  "emergency-call-is-ordinary": {
    breaks: ["EH-21", "EH-22"],
    says: "an emergency call is treated like any other",
  },
  "emergency-route-first": {
    breaks: ["EH-10", "PBX-85", "F-11d"],
    says: "the emergency route is asked before those above it",
  },
  "routes-before-extensions": {
    breaks: ["PBX-86"],
    says: "a route takes a number before the extension that has it",
  },
  "denied-numbers-ignored": { breaks: ["PBX-92", "F-60"], says: "an extension's own context denies nothing" },
  "time-groups-ignored": { breaks: ["PBX-88", "F-11i"], says: "a route is there outside its hours" },
  "emergency-numbers-flagged": {
    breaks: ["F-11c"],
    says: "a route of emergency numbers is an emergency route, whatever its type",
  },
  "all-busy-is-refused": {
    breaks: ["PBX-91", "F-58"],
    says: "a call that no trunk takes gets a failure in place of an announcement",
  },
  "prefix-not-stripped": { breaks: ["EH-27", "PBX-87", "F-11j"], says: "a number leaves as it was dialled" },
  "unknown-number-is-congestion": {
    breaks: ["F-61"],
    says: "a number that no route takes looks like a fault of the network",
  },
  "internal-calls-counted": {
    breaks: ["PBX-82"],
    says: "internal calls count for the Outbound Concurrency Limit",
  },
  "short-names-counted": {
    breaks: ["PBX-83"],
    says: "the limit holds for an extension with a one-letter name",
  },
  "emergency-cid-ignored": {
    breaks: ["PBX-93", "F-11a", "PBX-11"],
    says: "the Emergency CID of the extension is not shown",
  },
  "desk-always-shown": {
    breaks: ["EH-15", "EH-31", "PBX-96", "F-11b"],
    says: "the PSAP is shown the desk's number whatever the policy",
  },
  "trunk-caller-id-ignored": { breaks: ["PBX-94"], says: "the caller id of a trunk is not shown" },
  "sent-location-lost": {
    breaks: ["F-44"],
    says: "a location that comes with a call goes no further than the PBX",
  },
  "former-caller-shown": { breaks: ["F-65"], says: "a desk shows whoever called from it first" },
  "claimed-identity-ignored": {
    breaks: ["PBX-95", "F-62"],
    says: "a phone counts as its account whatever it says",
  },
  "notices-withheld": { breaks: ["EH-18", "PBX-98"], says: "no notice of a call leaves" },
  "notices-of-every-route": { breaks: ["F-63"], says: "every route sends notices as the first one does" },
  "notice-without-place": { breaks: ["EH-19"], says: "a notice does not name the place" },
  "feature-codes-ignored": { breaks: ["EH-17", "F-31", "PBX-146"], says: "no feature code does anything" },
  "emergency-device-is-an-extension": {
    breaks: ["PBX-99"],
    says: "an emergency device calls and is called as any extension",
  },
  "devices-need-no-user": {
    breaks: ["PBX-100"],
    says: "a device without a user calls as one that has one",
  },
  "api-update-loses-nothing": {
    breaks: ["F-55", "PBX-17"],
    says: "an update of an extension by the API keeps what it does not name",
  },
  "unknown-max-contacts-taken": {
    breaks: ["F-56"],
    says: "a placeholder whose Max Contacts nobody knows is played all the same",
  },
  "pin-in-call-record": { breaks: ["PBX-107"], says: "a call record shows the PIN that is stored with it" },
  "lost-file-erases-account": {
    breaks: ["EH-26", "F-20", "F-27", "F-36"],
    says: "a phone that cannot have its new file gives its account up",
  },
  "offers-g722-alone": { breaks: ["EH-28"], says: "phones offer no codec but G.722" },
  "late-answers-kept": {
    breaks: ["F-69", "PBX-141"],
    says: "a phone that answers too late is not told that another one has the call",
  },
  "first-refusal-ends-all": {
    breaks: ["PBX-142"],
    says: "the first phone that refuses a call ends it for all phones of the extension",
  },
  "call-waiting-always-on": { breaks: ["F-68", "PBX-145"], says: "every extension has call waiting" },
  "keys-share-a-timestamp": {
    breaks: ["PBX-112", "F-66"],
    says: "phones give all keys that are pressed together one RTP timestamp",
  },
} as const;
