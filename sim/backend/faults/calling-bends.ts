import type { FaultName } from "../../model/rules/faults.js";
import { isEmergencyDevice } from "../../model/setup/is-emergency-device.js";
import type { Route, Setup } from "../../model/setup/setup.js";
import { type Bend, mapValues, withExtensions, withPolicies, withRoutes } from "./bend.js";

/** Wrong readings of what decides about registrations and calls. */
export const callingBends: Readonly<Partial<Record<FaultName, Bend>>> = {
  "emergency-device-is-an-extension": (setup) =>
    withExtensions(setup, (extension) =>
      isEmergencyDevice(extension) ? { ...extension, role: "user" } : extension,
    ),
  "devices-need-no-user": (setup) =>
    withExtensions(setup, (extension) => ({ ...extension, deviceUser: undefined })),
  "match-permit-ignored": (setup) =>
    withExtensions(setup, (extension) => ({ ...extension, matchPermit: [] })),
  "remove-existing-ignored": (setup) =>
    withExtensions(setup, (extension) => ({ ...extension, removeExisting: false })),
  "override-ignored": (setup) =>
    withExtensions(setup, (extension) => ({ ...extension, override: undefined })),
  "contacts-kept-as-sent": (setup) =>
    withExtensions(setup, (extension) => ({ ...extension, rewriteContact: false })),
  "contacts-always-rewritten": (setup) =>
    withExtensions(setup, (extension) => ({ ...extension, rewriteContact: true })),
  "empty-match-is-everybody": (setup) =>
    withExtensions(setup, (extension) =>
      extension.role === "placeholder" && extension.matchPermit.length === 0
        ? { ...extension, matchPermit: ["127.0.0.0/8"] }
        : extension,
    ),
  "every-identity-trusted": (setup) =>
    withExtensions(setup, (extension) => ({ ...extension, trustIdInbound: true })),
  "short-names-counted": (setup) =>
    withExtensions(setup, (extension) => ({ ...extension, name: `${extension.name} ` })),
  "denied-numbers-ignored": (setup) =>
    withExtensions(setup, (extension) => ({ ...extension, deniedNumbers: [] })),
  "call-waiting-always-on": (setup) =>
    withExtensions(setup, (extension) => ({ ...extension, callWaiting: true })),
  "claimed-identity-ignored": (setup) =>
    withExtensions(setup, (extension) => ({ ...extension, trustIdInbound: false })),
  "empty-secret-refused": (setup) =>
    withExtensions(setup, (extension) =>
      extension.secret === "" ? { ...extension, secret: "known to nobody" } : extension,
    ),
  "leading-zeros-dropped": (setup) => ({
    ...setup,
    pinSets: mapValues(setup.pinSets, (set) => ({
      ...set,
      pins: set.pins.map((pin) => pin.replace(/^0+(?=.)/, "")),
    })),
  }),
  "pinless-ignored": (setup) => withExtensions(setup, (extension) => ({ ...extension, pinless: false })),
  "emergency-cid-ignored": (setup) =>
    withExtensions(setup, (extension) => ({ ...extension, emergencyCid: undefined })),
  "trunk-caller-id-ignored": (setup) => ({
    ...setup,
    trunks: mapValues(setup.trunks, (trunk) => ({ ...trunk, callerId: undefined })),
  }),
  "sent-location-lost": (setup) => ({
    ...setup,
    trunks: mapValues(setup.trunks, (trunk) => ({ ...trunk, passesLocation: false })),
  }),
  "contacts-not-asked": (setup) =>
    withExtensions(setup, (extension) => ({ ...extension, qualifySeconds: 0 })),
  "nobody-banned": (setup) => ({
    ...setup,
    intrusionDetection: { ...setup.intrusionDetection, enabled: false },
  }),
  "feature-codes-ignored": (setup) => ({ ...setup, featureCodes: [] }),
  "intra-company-ignored": (setup) => withRoutes(setup, (route) => ({ ...route, intraCompany: false })),
  "time-groups-ignored": (setup) => withRoutes(setup, (route) => ({ ...route, timeGroup: undefined })),
  "emergency-route-first": (setup) => ({
    ...setup,
    routes: [...setup.routes.filter(isEmergency), ...setup.routes.filter((route) => !isEmergency(route))],
  }),
  "emergency-numbers-flagged": (setup) => withRoutes(setup, (route) => flagged(setup, route)),
  "notices-of-every-route": (setup) => {
    const [first] = setup.routes;
    return withRoutes(setup, (route) => ({ ...route, notify: first?.notify }));
  },
  "desk-always-shown": (setup) => withPolicies(setup, { emergencyIdentity: "desk" }),
  "placeholder-of-the-desk-always": (setup) => withPolicies(setup, { placeholderChoice: "desk-location" }),
  "placeholder-may-log-in": (setup) => withPolicies(setup, { loginAsPlaceholder: "allow" }),
  "resync-reaches-one": (setup) => withPolicies(setup, { resyncAddress: "contact" }),
  "groups-in-reverse": (setup) => ({
    ...setup,
    groups: Object.fromEntries(Object.entries(setup.groups).toReversed()),
  }),
};

function isEmergency({ type }: Route): boolean {
  return type === "emergency";
}

/** A route of an emergency number alone is taken for an emergency route. */
function flagged({ emergencyNumbers }: Setup, route: Route): Route {
  const named = route.patterns.every(
    (pattern) => typeof pattern === "string" && emergencyNumbers.includes(pattern),
  );
  return named ? { ...route, type: "emergency" } : route;
}
