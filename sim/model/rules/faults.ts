import { gateFaults } from "./gate-faults.js";
import { registrationFaults } from "./registration-faults.js";
import type { RuleId } from "./rules.js";

interface Fault {
  /** The rules that do not hold any more while it is on. */
  readonly breaks: readonly RuleId[];
  readonly says: string;
}

/**
 * Ways to break one rule on purpose. A suite that does not notice one of them does not test that rule
 * (`deskfleet run --fault <name>`).
 */
export const faults = {
  "old-phone-keeps-user": {
    breaks: ["HD-1", "T15"],
    says: "a second login leaves the older phone logged in",
  },
  "desk-belongs-to-first-user": { breaks: ["HD-2"], says: "a desk accepts logins of its first user only" },
  "full-logout-ignored": { breaks: ["HD-3", "T11"], says: "Logout Action full logs out to a placeholder" },
  "full-logout-keeps-account": {
    breaks: ["HD-4", "F-24"],
    says: "Full Logout leaves the account in the file",
  },
  "placeholder-emergency-refused": {
    breaks: ["HD-5", "F-43", "F-64"],
    says: "the placeholder's emergency calls are refused",
  },
  "trunk-failover-missing": {
    breaks: ["HD-5", "EH-8", "PBX-90", "F-11g", "F-11h"],
    says: "a call that its first trunk does not take goes to no other",
  },
  "login-always-reboots": { breaks: ["HD-6", "T10"], says: "every login reboots the phone" },
  "first-login-reboot-missing": { breaks: ["HD-7", "T9"], says: "a first login does not reboot the phone" },
  "deleted-mapping-reboot-missing": {
    breaks: ["HD-8", "T14"],
    says: "logout after a deleted mapping does not reboot",
  },
  "resync-always-reboots": { breaks: ["HD-9"], says: "every resync reboots the phone" },
  "wrong-emergency-caller-id": {
    breaks: ["HD-10", "EH-12", "EH-13"],
    says: "the PSAP receives another site's number",
  },
  "offsite-resolves-as-onsite": {
    breaks: ["HD-11", "HD-33", "EH-30"],
    says: "offsite phones resolve names as onsite phones do",
  },
  "server-address-missing": {
    breaks: ["HD-12"],
    says: "the server address of a template is not in the file",
  },
  "restriction-ignored": { breaks: ["HD-13"], says: "the placeholder may call out" },
  "internal-calls-refused": { breaks: ["HD-21"], says: "the placeholder may not call extensions" },
  "keys-against-level-unnoticed": {
    breaks: ["HD-14"],
    says: "the audit does not compare keys with the level",
  },
  "closed-routes-open": {
    breaks: ["HD-15", "HD-80", "EH-11", "F-11f", "PBX-111"],
    says: "routes closed to an extension carry its calls",
  },
  "wrong-pin-accepted": { breaks: ["HD-16"], says: "login does not compare the voicemail PIN" },
  "blank-pin-accepted": { breaks: ["HD-17"], says: "an empty stored PIN lets every user in (PBX-128)" },
  "no-mailbox-accepted": { breaks: ["HD-17"], says: "a user without voicemail may log in" },
  "full-logout-keeps-keys": { breaks: ["HD-18"], says: "Full Logout leaves the user's keys in the file" },
  "full-logout-unnoticed": {
    breaks: ["HD-19", "EH-1"],
    says: "the audit passes desks that Full Logout leaves without 911",
  },
  "logout-keeps-user": {
    breaks: ["HD-20", "T12"],
    says: "a placeholder logout leaves the user's account in the file",
  },
  "emergency-behind-restriction": {
    breaks: ["HD-22"],
    says: "placeholder restrictions apply to the emergency route too",
  },
  "placeholder-not-callable": { breaks: ["HD-23"], says: "calls to the placeholder find no extension" },
  "placeholder-takes-one-phone": {
    breaks: ["HD-24", "EH-16", "F-12"],
    says: "each phone evicts the previous one from the placeholder",
  },
  "first-placeholder-taken": { breaks: ["HD-25"], says: "logout takes the first placeholder of the setup" },
  "user-not-created": { breaks: ["HD-26"], says: "an extension comes without a user" },
  "given-groups-ignored": { breaks: ["HD-27"], says: "groups given with an extension are ignored" },
  "max-contacts-ignored": {
    breaks: ["HD-28", "EH-2", "EH-3", "PBX-25", "PBX-39"],
    says: "the registrar accepts more contacts than Max Contacts",
  },
  "concurrency-limit-ignored": {
    breaks: ["HD-29", "EH-7", "PBX-80", "PBX-81", "PBX-84", "PBX-10", "F-10"],
    says: "the Outbound Concurrency Limit is not enforced",
  },
  "submit-ignored": { breaks: ["HD-30"], says: "a Submit in the module changes nothing" },
  "no-fallback-file": { breaks: ["HD-31", "T3"], says: "phones without a template get no file" },
  "fallback-host-wrong": { breaks: ["HD-32"], says: "phones get another host for the apps" },
  "apps-port-wrong": { breaks: ["HD-34"], says: "phones get another port for the apps" },
  "apps-protocol-wrong": { breaks: ["HD-35"], says: "phones get the other protocol for the apps" },
  "certificate-unchecked": { breaks: ["HD-36"], says: "phones accept every certificate" },
  "half-submit-kept": { breaks: ["HD-37"], says: "the part of a refused Submit before the error is kept" },
  "missing-logout-layout-borrowed": {
    breaks: ["HD-38"],
    says: "a model without a logout layout gets that of another model",
  },
  "layout-submit-ignored": { breaks: ["HD-39", "HD-46"], says: "a submitted layout is not stored" },
  "other-models-layouts-offered": { breaks: ["HD-40", "HD-70"], says: "layouts of all models are offered" },
  "layout-names-shown": {
    breaks: ["HD-41"],
    says: "layouts are listed by their name, not their description",
  },
  "line-keys-missing": { breaks: ["HD-42"], says: "Line keys are not written" },
  "placeholder-login-key-missing": {
    breaks: ["HD-43"],
    says: "Login keys of a logged-out layout are not written",
  },
  "login-on-placeholder-refused": { breaks: ["HD-44"], says: "a phone on the placeholder accepts no login" },
  "extra-keys-missing": { breaks: ["HD-45"], says: "a logged-out phone gets Line and Login keys only" },
  "clone-empty": { breaks: ["HD-47"], says: "a clone has no keys" },
  "surplus-keys-cut": { breaks: ["HD-48"], says: "keys beyond the model are cut without a notice" },
  "logout-template-required": { breaks: ["HD-49"], says: "logout without a logout template is refused" },
  "template-ignored": { breaks: ["HD-50"], says: "templates are not written into the file" },
  "background-missing": { breaks: ["HD-51"], says: "the background is not written" },
  "screensaver-missing": { breaks: ["HD-52"], says: "the screensaver is not written" },
  "screen-timeout-missing": { breaks: ["HD-53"], says: "the screen timeout is not written" },
  "paging-missing": { breaks: ["HD-54"], says: "paging groups are not written" },
  "ring-missing": { breaks: ["HD-55"], says: "ring tone and volume are not written" },
  "template-submit-ignored": { breaks: ["HD-56", "HD-59"], says: "a submitted template is not stored" },
  "templates-numbered": { breaks: ["HD-57"], says: "templates are listed by number, not by name" },
  "default-not-inherited": { breaks: ["HD-58"], says: "templates inherit nothing from Default" },
  "group-settings-ignored": { breaks: ["HD-60", "HD-63"], says: "the Hotdesk tab of groups is ignored" },
  "user-settings-ignored": { breaks: ["HD-61"], says: "the Hotdesk tab of users is ignored" },
  "placeholder-group-unnoticed": {
    breaks: ["HD-62"],
    says: "the audit does not look at the placeholder's group",
  },
  "disabled-group-accepted": { breaks: ["HD-64"], says: "Hotdesk = Enable is not checked" },
  "all-templates-offered": { breaks: ["HD-65"], says: "all templates are offered" },
  "single-template-asked": { breaks: ["HD-66"], says: "one template is shown as a list" },
  "templates-not-asked": {
    breaks: ["HD-67", "T6"],
    says: "the first of several templates is taken silently",
  },
  "time-zone-missing": { breaks: ["HD-68"], says: "the time zone is not written" },
  "all-layouts-offered": { breaks: ["HD-69"], says: "layouts are offered that are not permitted" },
  "layouts-not-asked": { breaks: ["HD-71", "T7"], says: "the first of several layouts is taken silently" },
  "single-layout-asked": { breaks: ["HD-72"], says: "one layout is shown as a list" },
  "logout-action-of-default-group": {
    breaks: ["HD-73"],
    says: "the Logout Action of All Users applies to every user",
  },
  "full-logout-keeps-template": {
    breaks: ["HD-74"],
    says: "Full Logout writes the logout template's settings",
  },
  "logout-always-full": { breaks: ["HD-75"], says: "the placeholder of the Logout Action is ignored" },
  "logout-template-ignored": { breaks: ["HD-76"], says: "the logout template is ignored" },
  "logout-layout-of-other-model": {
    breaks: ["HD-77", "HD-78", "HD-79"],
    says: "the logout layout of another model is used",
  },
  "login-key-missing": { breaks: ["HD-81"], says: "the fallback configuration has no Login key" },
  "stranded-phone-shows-login": { breaks: ["HD-82"], says: "a phone without configuration shows Login" },
  "pin-field-missing": { breaks: ["HD-83"], says: "the form asks for the extension only" },
  "submit-softkey-missing": { breaks: ["HD-84"], says: "the form has no Submit" },
  "beep-missing": { breaks: ["HD-85"], says: "a good login does not beep" },
  "user-layout-ignored": { breaks: ["HD-86"], says: "a user gets a Line key only" },
  "boot-without-files": { breaks: ["T1"], says: "the configuration server refuses every start-up" },
  "stranded-phone-gives-up": { breaks: ["T2"], says: "a stranded phone does not try again" },
  "mapping-lost-at-boot": { breaks: ["T4"], says: "a phone that starts is treated as a new one" },
  "login-app-missing": { breaks: ["T5"], says: "the Login app answers 404" },
  "refused-login-writes": { breaks: ["T8"], says: "a refused login still writes its mapping" },
  "deleted-mapping-told": { breaks: ["T13"], says: "a phone learns that its mapping was deleted" },
  "switch-not-rolled-back": {
    breaks: ["T16", "EH-20"],
    says: "a phone keeps a configuration that does not register",
  },
  "power-cut-unregisters": { breaks: ["T17", "PBX-63"], says: "a phone unregisters as it loses power" },
  "reset-keeps-file": { breaks: ["T18"], says: "a factory reset leaves the stored file" },
  "check-sync-not-sent": { breaks: ["T19"], says: "a resync is acknowledged but no NOTIFY leaves" },
  "intra-company-ignored": {
    breaks: ["PBX-97"],
    says: "an intra-company route shows the outbound caller id",
  },
  "match-permit-unnoticed": {
    breaks: ["PBX-75"],
    says: "the audit does not look at Match (Permit) of the placeholder",
  },
  "secret-never-changes": { breaks: ["EH-25", "F-30"], says: "an extension keeps its first secret" },
  "groups-in-reverse": { breaks: ["F-57"], says: "the last group in the admin's order wins" },
  "placeholder-may-log-in": { breaks: ["F-67"], says: "the PIN of the placeholder's mailbox is a login" },
  "placeholder-of-the-desk-always": {
    breaks: ["EH-14", "F-13"],
    says: "a desk is logged out to its location's placeholder whatever the policy",
  },
  "star-means-own": {
    breaks: ["EH-23"],
    says: "a phone that unregisters everything unregisters itself alone",
  },
  "resync-reaches-one": { breaks: ["EH-24", "PBX-49"], says: "a resync of an extension reaches one phone" },
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
  ...gateFaults,
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
  "feature-codes-ignored": { breaks: ["EH-17", "F-31"], says: "no feature code does anything" },
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
  ...registrationFaults,
  "pin-in-call-record": { breaks: ["PBX-107"], says: "a call record shows the PIN that is stored with it" },
  "lost-file-erases-account": {
    breaks: ["EH-26"],
    says: "a phone that cannot have its new file gives its account up",
  },
  "offers-g722-alone": { breaks: ["EH-28"], says: "phones offer no codec but G.722" },
  "late-answers-kept": {
    breaks: ["F-69"],
    says: "a phone that answers too late is not told that another one has the call",
  },
  "call-waiting-always-on": { breaks: ["F-68"], says: "every extension has call waiting" },
  "keys-share-a-timestamp": {
    breaks: ["PBX-112", "F-66"],
    says: "phones give all keys that are pressed together one RTP timestamp",
  },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as FaultName[];
