/**
 * Ways to break the embedded backend on purpose, one rule each. A suite that does not notice one of them
 * does not test that rule (`deskfleet run --fault <name>`).
 */
const faults = {
  "wrong-pin-accepted": "login does not compare the voicemail PIN (HD-16)",
  "blank-pin-accepted": "an empty stored PIN lets everybody in (PBX-128)",
  "no-mailbox-accepted": "a user without voicemail may log in (HD-17)",
  "disabled-group-accepted": "Hotdesk = Enable is not asked (HD-64)",
  "first-login-reboot-missing": "a first login does not reboot the phone (HD-7)",
  "login-always-reboots": "every login reboots the phone (HD-6)",
  "deleted-mapping-reboot-missing": "logout after a deleted mapping does not reboot (HD-8)",
  "other-models-layouts-offered": "layouts of all models are offered (HD-70)",
  "single-template-asked": "one template is shown as a list (HD-66)",
  "templates-not-asked": "the first of several templates is taken silently (HD-67)",
  "full-logout-keeps-account": "Full Logout leaves the account in the file (HD-18)",
  "logout-always-full": "the placeholder of the Logout Action is ignored (HD-75)",
  "logout-layout-of-other-model": "the logout layout of another model is used (HD-77 to HD-79)",
  "login-key-missing": "the fallback configuration has no Login key (HD-81)",
  "old-phone-keeps-user": "a second login leaves the older phone logged in (second-login: move)",
  "max-contacts-ignored": "the registrar accepts more contacts than Max Contacts (PBX-25)",
  "emergency-behind-restriction": "placeholder restrictions hit the emergency route too (HD-22)",
  "restriction-ignored": "the placeholder may call out (HD-13)",
  "internal-calls-refused": "the placeholder may not call inside (HD-13)",
  "wrong-emergency-caller-id": "the PSAP is told another number than the desk's (promise 1)",
  "check-sync-not-sent": "a resync is acknowledged but no NOTIFY leaves",
} as const satisfies Record<string, string>;

export type FaultName = keyof typeof faults;
export const faultNames = Object.keys(faults) as FaultName[];
