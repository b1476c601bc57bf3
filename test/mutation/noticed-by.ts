import type { FaultName } from "../../sim/model/faults.js";

/** A scenario that a fault must make fail, and what its failing step has to have seen instead. */
interface Notice {
  /** Below scenarios/suites. */
  readonly scenario: string;
  readonly lastSeen: RegExp;
}

/** Who notices each fault. A suite that stays green does not test the rules that the fault breaks. */
export const noticedBy: Readonly<Record<FaultName, readonly Notice[]>> = {
  "old-phone-keeps-user": [
    { scenario: "roam/user-moves-between-offices", lastSeen: /^east: state USER .*registered as 1003/ },
  ],
  "desk-belongs-to-first-user": [
    {
      scenario: "roam/two-people-share-one-desk",
      lastSeen: /registered as 9000 .*Extension 1008 is logged in on this phone/,
    },
  ],
  "full-logout-ignored": [
    {
      scenario: "logout/full-logout-leaves-only-login",
      lastSeen: /state PLACEHOLDER .*registered as 9000.*line keys Line, Login; .*can call 911/,
    },
  ],
  "full-logout-keeps-account": [
    {
      scenario: "logout/full-logout-leaves-only-login",
      lastSeen: /state USER .*registered as 1007.*can call 911$/,
    },
  ],
  "placeholder-emergency-refused": [
    {
      scenario: "placeholder/emergency-from-the-placeholder",
      lastSeen: /^call help failed with 403 .*no call reached the PSAP$/,
    },
  ],
  "login-always-reboots": [{ scenario: "login/second-login-does-not-reboot", lastSeen: /^desk: rebooted: / }],
  "first-login-reboot-missing": [{ scenario: "login/first-login-reboots", lastSeen: /^desk: no reboot$/ }],
  "deleted-mapping-reboot-missing": [
    { scenario: "login/mapping-deleted-then-logout-reboots", lastSeen: /^desk: no reboot$/ },
  ],
  "resync-always-reboots": [
    { scenario: "provisioning/check-sync-fetches-the-new-configuration", lastSeen: /rebooted: check-sync/ },
  ],
  "wrong-emergency-caller-id": [
    {
      scenario: "emergency/two-desks-on-one-placeholder",
      lastSeen: /caller id 3125550100, location chicago$/,
    },
  ],
  "offsite-resolves-as-onsite": [
    {
      scenario: "network/name-that-resolves-inside-only",
      lastSeen: /^outside: state BLANK .*line keys Login$/,
    },
  ],
  "server-address-missing": [
    { scenario: "network/server-address-of-the-template", lastSeen: /^desk: SIP server 127\.0\.0\.1$/ },
  ],
  "restriction-ignored": [
    { scenario: "placeholder/outbound-refused-internal-allowed", lastSeen: /^call outside answered$/ },
  ],
  "internal-calls-refused": [
    { scenario: "placeholder/outbound-refused-internal-allowed", lastSeen: /^reception: no call came in$/ },
  ],
  "keys-against-level-unnoticed": [
    { scenario: "layouts/keys-against-the-level", lastSeen: /^findings (?!.*HD-14)/ },
  ],
  "closed-routes-open": [
    {
      scenario: "placeholder/routes-closed-to-the-placeholder",
      lastSeen: /^call distant answered; the carrier was told number 13125550188/,
    },
  ],
  "wrong-pin-accepted": [
    { scenario: "login/wrong-pin-is-refused", lastSeen: /^desk: screen: menu "Template"/ },
  ],
  "blank-pin-accepted": [
    { scenario: "login/blank-pin-is-refused", lastSeen: /^desk: screen: menu "Template"/ },
  ],
  "no-mailbox-accepted": [
    { scenario: "login/no-voicemail-is-refused", lastSeen: /^desk: screen: menu "Template"/ },
  ],
  "full-logout-keeps-keys": [
    {
      scenario: "logout/full-logout-leaves-only-login",
      lastSeen: /^desk: line keys Login, Line, Line, Logout, Reception$/,
    },
  ],
  "full-logout-unnoticed": [
    { scenario: "emergency/full-logout-needs-consent", lastSeen: /^findings (?!.*HD-19)/ },
  ],
  "logout-keeps-user": [
    {
      scenario: "logout/placeholder-logout-keeps-911-and-login",
      lastSeen: /^lobby: state USER .*registered as 1001/,
    },
  ],
  "emergency-behind-restriction": [
    {
      scenario: "placeholder/emergency-only-placeholder",
      lastSeen: /^call help failed with 403 .*no call reached the PSAP$/,
    },
  ],
  "placeholder-not-callable": [
    { scenario: "placeholder/one-call-rings-every-logged-out-phone", lastSeen: /^lobby: no call came in$/ },
  ],
  "placeholder-takes-one-phone": [
    { scenario: "placeholder/one-call-rings-every-logged-out-phone", lastSeen: /^lobby: no call came in$/ },
  ],
  "first-placeholder-taken": [
    { scenario: "logout/the-admin-chooses-the-placeholder", lastSeen: /registered as 9000/ },
  ],
  "user-not-created": [
    {
      scenario: "users/user-comes-with-the-extension",
      lastSeen: /text "Login", text "Login failed", state BLANK/,
    },
  ],
  "given-groups-ignored": [
    {
      scenario: "users/groups-given-with-the-extension",
      lastSeen: /menu "Template", items EST Default, CST Default/,
    },
  ],
  "max-contacts-ignored": [
    {
      scenario: "placeholder/full-placeholder-refuses-the-next-phone",
      lastSeen: /^desk-4: registered as 9000 \(200\)/,
    },
  ],
  "concurrency-limit-ignored": [
    { scenario: "placeholder/calls-at-the-same-time-are-limited", lastSeen: /^call second answered$/ },
  ],
  "submit-ignored": [
    { scenario: "module/submit-counts-at-once", lastSeen: /state PLACEHOLDER .*line keys Line, Login$/ },
  ],
  "no-fallback-file": [
    { scenario: "provisioning/new-phone-shows-login", lastSeen: /state STRANDED .*404.*line keys none$/ },
  ],
  "fallback-host-wrong": [
    {
      scenario: "provisioning/apps-where-the-port-settings-say",
      lastSeen: /screen: text "Error", text "connection refused"$/,
    },
  ],
  "apps-port-wrong": [
    {
      scenario: "provisioning/apps-where-the-port-settings-say",
      lastSeen: /screen: text "Error", text "connection refused"$/,
    },
  ],
  "apps-protocol-wrong": [
    {
      scenario: "network/https-apps-and-files",
      lastSeen: /text "Error", text "the connection was cut", state BLANK/,
    },
  ],
  "certificate-unchecked": [
    { scenario: "network/expired-certificate", lastSeen: /state BLANK .*line keys Login$/ },
  ],
  "half-submit-kept": [
    { scenario: "module/nothing-counts-before-submit", lastSeen: /state BLANK .*unregistered/ },
  ],
  "missing-logout-layout-borrowed": [
    { scenario: "layouts/no-logout-layout-for-the-model", lastSeen: /line keys Line, Login, Reception$/ },
  ],
  "layout-submit-ignored": [
    { scenario: "layouts/layout-is-added-in-the-module", lastSeen: /screen: idle "Heidi Oneplate"/ },
  ],
  "other-models-layouts-offered": [
    {
      scenario: "login/layouts-of-this-model-are-offered",
      lastSeen: /menu "Model Layout", items Standard CIP230, Standard CIP250/,
    },
  ],
  "layout-names-shown": [
    {
      scenario: "login/layouts-of-this-model-are-offered",
      lastSeen: /menu "Model Layout", items user-270, assistant-270$/,
    },
  ],
  "line-keys-missing": [
    { scenario: "logout/placeholder-logout-keeps-911-and-login", lastSeen: /line keys Login, Reception$/ },
  ],
  "placeholder-login-key-missing": [
    { scenario: "logout/placeholder-logout-keeps-911-and-login", lastSeen: /line keys Line, Reception$/ },
  ],
  "login-on-placeholder-refused": [
    {
      scenario: "login/login-from-the-placeholder",
      lastSeen: /state PLACEHOLDER .*screen "Login: Login failed"/,
    },
  ],
  "extra-keys-missing": [
    { scenario: "layouts/logged-out-desk-can-reach-reception", lastSeen: /^lobby: line keys Line, Login$/ },
  ],
  "clone-empty": [
    { scenario: "layouts/clone-has-the-keys-of-its-origin", lastSeen: /^desk: line keys none$/ },
  ],
  "surplus-keys-cut": [{ scenario: "layouts/more-keys-than-the-model-has", lastSeen: /^small: dropped 0/ }],
  "logout-template-required": [
    {
      scenario: "logout/no-logout-template-means-the-default",
      lastSeen: /registered as 1008 .*screen "Logout: No template/,
    },
  ],
  "template-ignored": [
    {
      scenario: "templates/logged-out-phones-are-told-apart",
      lastSeen: /background unset, screensaver unset, screen-timeout unset, ring-tone unset/,
    },
  ],
  "background-missing": [
    {
      scenario: "templates/logged-out-phones-are-told-apart",
      lastSeen: /background unset, .*screen-timeout 60, ring-tone 1/,
    },
  ],
  "screensaver-missing": [
    {
      scenario: "templates/logged-out-phones-are-told-apart",
      lastSeen: /background logged-out\.png, screensaver unset, screen-timeout 15/,
    },
  ],
  "screen-timeout-missing": [
    {
      scenario: "templates/logged-out-phones-are-told-apart",
      lastSeen: /background eastern\.png, .*screen-timeout unset, ring-tone 1/,
    },
  ],
  "paging-missing": [
    {
      scenario: "templates/logged-out-phones-are-told-apart",
      lastSeen: /ring-volume 0, paging-1 unset, paging-1-label unset$/,
    },
  ],
  "ring-missing": [
    {
      scenario: "templates/logged-out-phones-are-told-apart",
      lastSeen: /screen-timeout 60, ring-tone unset/,
    },
  ],
  "template-submit-ignored": [
    {
      scenario: "templates/template-is-added-in-the-module",
      lastSeen: /settings time-zone -5, background unset$/,
    },
  ],
  "templates-numbered": [
    {
      scenario: "login/two-templates-are-offered",
      lastSeen: /menu "Template", items Template 1, Template 2$/,
    },
  ],
  "default-not-inherited": [
    {
      scenario: "templates/only-differences-are-set",
      lastSeen: /background eastern\.png, time-zone -5, ring-tone unset, screen-timeout unset/,
    },
  ],
  "group-settings-ignored": [
    {
      scenario: "users/first-group-that-has-a-value-wins",
      lastSeen: /unregistered, screen "Login: Login failed"/,
    },
  ],
  "user-settings-ignored": [
    {
      scenario: "users/own-setting-wins-over-the-groups",
      lastSeen: /^desk: settings background eastern\.png$/,
    },
  ],
  "placeholder-group-unnoticed": [
    { scenario: "users/placeholder-without-a-group-of-its-own", lastSeen: /^findings (?!.*HD-62)/ },
  ],
  "disabled-group-accepted": [
    { scenario: "login/disabled-group-is-refused", lastSeen: /^desk: screen: menu "Template"/ },
  ],
  "all-templates-offered": [
    {
      scenario: "login/two-templates-are-offered",
      lastSeen: /menu "Template", items Default, EST Default, CST Default, Logged Out$/,
    },
  ],
  "single-template-asked": [
    { scenario: "login/one-template-is-not-asked-for", lastSeen: /menu "Template", items EST Default;/ },
  ],
  "templates-not-asked": [
    { scenario: "login/two-templates-are-offered", lastSeen: /state USER \(registered 1002/ },
  ],
  "time-zone-missing": [
    { scenario: "templates/time-zone-of-the-picked-template", lastSeen: /^desk: settings time-zone unset$/ },
  ],
  "all-layouts-offered": [
    {
      scenario: "login/layouts-of-this-model-are-offered",
      lastSeen: /items Standard CIP270, Assistant CIP270, Default Logout CIP270$/,
    },
  ],
  "layouts-not-asked": [
    { scenario: "login/layouts-of-this-model-are-offered", lastSeen: /screen: idle "Carol Traveller"/ },
  ],
  "single-layout-asked": [
    {
      scenario: "login/one-template-is-not-asked-for",
      lastSeen: /menu "Model Layout", items Standard CIP230;/,
    },
  ],
  "logout-action-of-default-group": [
    {
      scenario: "logout/logout-action-follows-the-user",
      lastSeen: /state PLACEHOLDER .*line keys Line, Login$/,
    },
  ],
  "full-logout-keeps-template": [
    {
      scenario: "logout/full-logout-leaves-only-login",
      lastSeen: /^desk: settings background logged-out\.png$/,
    },
  ],
  "logout-always-full": [
    {
      scenario: "logout/placeholder-logout-keeps-911-and-login",
      lastSeen: /state BLANK .*unregistered.*line keys Login$/,
    },
  ],
  "logout-template-ignored": [
    {
      scenario: "templates/logged-out-phones-are-told-apart",
      lastSeen: /background unset, screensaver unset, screen-timeout 60, ring-tone 1, ring-volume 5/,
    },
  ],
  "logout-layout-of-other-model": [
    { scenario: "logout/logout-layout-of-cip230", lastSeen: /layout logout-250, active$/ },
    { scenario: "logout/logout-layout-of-cip250", lastSeen: /line keys Line, Login, Reception$/ },
    { scenario: "logout/logout-layout-of-cip270", lastSeen: /line keys Line, Login$/ },
  ],
  "login-key-missing": [{ scenario: "login/first-login-reboots", lastSeen: /^desk: line keys none$/ }],
  "stranded-phone-shows-login": [
    { scenario: "provisioning/stranded-phone-has-no-login", lastSeen: /line keys Login$/ },
  ],
  "pin-field-missing": [
    { scenario: "login/one-template-is-not-asked-for", lastSeen: /form "Login", fields Extension ""$/ },
  ],
  "submit-softkey-missing": [
    {
      scenario: "login/one-template-is-not-asked-for",
      lastSeen: /^softkey "Submit": the screen has: Cancel/,
    },
  ],
  "beep-missing": [{ scenario: "login/first-login-reboots", lastSeen: /^desk: no beep$/ }],
  "user-layout-ignored": [{ scenario: "login/first-login-reboots", lastSeen: /^desk: line keys Line$/ }],
  "boot-without-files": [
    { scenario: "provisioning/new-phone-shows-login", lastSeen: /state STRANDED .*404.*line keys none$/ },
  ],
  "stranded-phone-gives-up": [
    { scenario: "provisioning/stranded-phone-has-no-login", lastSeen: /state STRANDED .*line keys none$/ },
  ],
  "mapping-lost-at-boot": [
    { scenario: "provisioning/power-cut-and-boot", lastSeen: /state BLANK .*line keys Login$/ },
  ],
  "login-app-missing": [
    {
      scenario: "login/login-from-the-placeholder",
      lastSeen: /screen: text "Error", text "the server answered 404"$/,
    },
  ],
  "refused-login-writes": [
    { scenario: "login/wrong-pin-is-refused", lastSeen: /^desk: mapping extension 1001/ },
  ],
  "deleted-mapping-told": [
    {
      scenario: "mappings/deleted-in-use-keeps-running",
      lastSeen: /registered as 9000.*rebooted: check-sync/,
    },
  ],
  "switch-not-rolled-back": [
    {
      scenario: "wire/refused-registration-is-rolled-back",
      lastSeen: /state USER .*refused as 1008 \(403\)/,
    },
  ],
  "power-cut-unregisters": [
    { scenario: "provisioning/power-cut-leaves-the-contact", lastSeen: /^contacts 1008: 0$/ },
  ],
  "reset-keeps-file": [
    {
      scenario: "provisioning/factory-reset-forgets-everything",
      lastSeen: /state USER .*registered as 1008/,
    },
  ],
  "check-sync-not-sent": [
    {
      scenario: "provisioning/check-sync-fetches-the-new-configuration",
      lastSeen: /settings background eastern\.png$/,
    },
  ],
};
