import type { Check } from "./check.js";
import { addressEmpty } from "./checks/address-empty.js";
import { addressForBothNetworks } from "./checks/address-for-both-networks.js";
import { banTakesASite } from "./checks/ban-takes-a-site.js";
import { callBackToNobody } from "./checks/call-back-to-nobody.js";
import { callerIdOfNoLocation } from "./checks/caller-id-of-no-location.js";
import { callerIdWithheld } from "./checks/caller-id-withheld.js";
import { codesOpenToPlaceholders } from "./checks/codes-open-to-placeholders.js";
import { deviceWithoutUser } from "./checks/device-without-user.js";
import { emergencyAsks } from "./checks/emergency-asks.js";
import { emergencyCidMissing } from "./checks/emergency-cid-missing.js";
import { emergencyDenied } from "./checks/emergency-denied.js";
import { emergencyDeniedNumber } from "./checks/emergency-denied-number.js";
import { emergencyFailoverStops } from "./checks/emergency-failover-stops.js";
import { emergencyHours } from "./checks/emergency-hours.js";
import { emergencyIsExtension } from "./checks/emergency-is-extension.js";
import { emergencyNoRoute } from "./checks/emergency-no-route.js";
import { emergencyNotFlagged } from "./checks/emergency-not-flagged.js";
import { emergencyShadowed } from "./checks/emergency-shadowed.js";
import { emergencyTrunkDisabled } from "./checks/emergency-trunk-disabled.js";
import { emergencyTrunkElsewhere } from "./checks/emergency-trunk-elsewhere.js";
import { extensionWithoutUser } from "./checks/extension-without-user.js";
import { fullLogoutUnaccepted } from "./checks/full-logout-unaccepted.js";
import { ghostsFillThePlaceholder } from "./checks/ghosts-fill-the-placeholder.js";
import { hostDoesNotResolve } from "./checks/host-does-not-resolve.js";
import { hostUnknown } from "./checks/host-unknown.js";
import { hotdeskForNobody } from "./checks/hotdesk-for-nobody.js";
import { hotdeskOff } from "./checks/hotdesk-off.js";
import { identityOfPhoneTrusted } from "./checks/identity-of-phone-trusted.js";
import { keyToNobody } from "./checks/key-to-nobody.js";
import { keysAgainstLevel } from "./checks/keys-against-level.js";
import { limitBlocksEmergency } from "./checks/limit-blocks-emergency.js";
import { limitNeverCounts } from "./checks/limit-never-counts.js";
import { loginImpossible } from "./checks/login-impossible.js";
import { logoutLayoutOfOtherModel } from "./checks/logout-layout-of-other-model.js";
import { mappingWithoutExtension } from "./checks/mapping-without-extension.js";
import { mappingWithoutLayout } from "./checks/mapping-without-layout.js";
import { mappingWithoutTemplate } from "./checks/mapping-without-template.js";
import { matchPermitCatchesDesks } from "./checks/match-permit-catches-desks.js";
import { matchPermitOnPlaceholder } from "./checks/match-permit-on-placeholder.js";
import { matchPermitOverlap } from "./checks/match-permit-overlap.js";
import { maxContactsClamped } from "./checks/max-contacts-clamped.js";
import { maxContactsOne } from "./checks/max-contacts-one.js";
import { noExtension } from "./checks/no-extension.js";
import { noLineKey } from "./checks/no-line-key.js";
import { noLoginKey } from "./checks/no-login-key.js";
import { noLoginLayout } from "./checks/no-login-layout.js";
import { noLoginLayoutForModel } from "./checks/no-login-layout-for-model.js";
import { noLoginTemplate } from "./checks/no-login-template.js";
import { noLogoutKey } from "./checks/no-logout-key.js";
import { noLogoutLayout } from "./checks/no-logout-layout.js";
import { noticeMissing } from "./checks/notice-missing.js";
import { noticeNeverSent } from "./checks/notice-never-sent.js";
import { oneCidManyPlaces } from "./checks/one-cid-many-places.js";
import { panicButtonEndsEmergencyCall } from "./checks/panic-button-ends-emergency-call.js";
import { panicButtonToNobody } from "./checks/panic-button-to-nobody.js";
import { pinIsExtension } from "./checks/pin-is-extension.js";
import { pinOverHttp } from "./checks/pin-over-http.js";
import { pinTooShort } from "./checks/pin-too-short.js";
import { pinUnchangeable } from "./checks/pin-unchangeable.js";
import { placeholderCidOfOtherSite } from "./checks/placeholder-cid-of-other-site.js";
import { placeholderMailbox } from "./checks/placeholder-mailbox.js";
import { placeholderOfOtherSite } from "./checks/placeholder-of-other-site.js";
import { placeholderTooSmall } from "./checks/placeholder-too-small.js";
import { placeholderWithoutOwnGroup } from "./checks/placeholder-without-own-group.js";
import { removeExistingOnPlaceholder } from "./checks/remove-existing-on-placeholder.js";
import { resyncReachesAll } from "./checks/resync-reaches-all.js";
import { ringListCut } from "./checks/ring-list-cut.js";
import { roamingCid } from "./checks/roaming-cid.js";
import { sameCallerId } from "./checks/same-caller-id.js";
import { siteTemplateWithoutZone } from "./checks/site-template-without-zone.js";
import { starUnregister } from "./checks/star-unregister.js";
import { subnetsOverlapping } from "./checks/subnets-overlap.js";
import { surplusKeys } from "./checks/surplus-keys.js";
import { timeZoneUnknown } from "./checks/time-zone-unknown.js";
import { userWithoutExtension } from "./checks/user-without-extension.js";

/** Everything that the audit looks for: one file a check, in the order of their names. */
export const checks: readonly Check[] = [
  addressEmpty,
  addressForBothNetworks,
  banTakesASite,
  callBackToNobody,
  callerIdOfNoLocation,
  callerIdWithheld,
  codesOpenToPlaceholders,
  deviceWithoutUser,
  emergencyAsks,
  emergencyCidMissing,
  emergencyDenied,
  emergencyDeniedNumber,
  emergencyFailoverStops,
  emergencyHours,
  emergencyIsExtension,
  emergencyNoRoute,
  emergencyNotFlagged,
  emergencyShadowed,
  emergencyTrunkDisabled,
  emergencyTrunkElsewhere,
  extensionWithoutUser,
  fullLogoutUnaccepted,
  ghostsFillThePlaceholder,
  hostDoesNotResolve,
  hostUnknown,
  hotdeskForNobody,
  hotdeskOff,
  identityOfPhoneTrusted,
  keyToNobody,
  keysAgainstLevel,
  limitBlocksEmergency,
  limitNeverCounts,
  loginImpossible,
  logoutLayoutOfOtherModel,
  mappingWithoutExtension,
  mappingWithoutLayout,
  mappingWithoutTemplate,
  matchPermitCatchesDesks,
  matchPermitOnPlaceholder,
  matchPermitOverlap,
  maxContactsClamped,
  maxContactsOne,
  noExtension,
  noLineKey,
  noLoginKey,
  noLoginLayout,
  noLoginLayoutForModel,
  noLoginTemplate,
  noLogoutKey,
  noLogoutLayout,
  noticeMissing,
  noticeNeverSent,
  oneCidManyPlaces,
  panicButtonEndsEmergencyCall,
  panicButtonToNobody,
  pinIsExtension,
  pinOverHttp,
  pinTooShort,
  pinUnchangeable,
  placeholderCidOfOtherSite,
  placeholderMailbox,
  placeholderOfOtherSite,
  placeholderTooSmall,
  placeholderWithoutOwnGroup,
  removeExistingOnPlaceholder,
  resyncReachesAll,
  ringListCut,
  roamingCid,
  sameCallerId,
  siteTemplateWithoutZone,
  starUnregister,
  subnetsOverlapping,
  surplusKeys,
  timeZoneUnknown,
  userWithoutExtension,
];
