import type { FaultName } from "../../model/rules/faults.js";
import type { Firmware } from "../firmware.js";
import type { HandsetOptions } from "../handset-options.js";

type Bend = (phone: HandsetOptions) => HandsetOptions;

/** Planted defects of phones, each as another thing that the phone is made of (ADR 6). */
const bends: Readonly<Partial<Record<FaultName, Bend>>> = {
  "certificate-unchecked": (phone) => ({ ...phone, trust: { ...phone.trust, checked: false } }),
  "switch-not-rolled-back": (phone) => ({
    ...phone,
    behaviour: { ...phone.behaviour, switchFailed: "stay" },
  }),
  "port-always-kept": (phone) => ({ ...phone, behaviour: { ...phone.behaviour, contactPort: "stable" } }),
  "port-never-kept": (phone) => ({ ...phone, behaviour: { ...phone.behaviour, contactPort: "random" } }),
  "nothing-unregistered": (phone) => ({
    ...phone,
    behaviour: { ...phone.behaviour, registerOrder: "no-unregister" },
  }),
  "star-means-own": (phone) => ({
    ...phone,
    behaviour: { ...phone.behaviour, unregisterScope: "own-contact" },
  }),
  // A phone whose calls are silent stays so.
  "keys-share-a-timestamp": (phone) =>
    phone.sound === undefined ? phone : { ...phone, sound: { ...phone.sound, keyTimestamps: "equal" } },
  "emergency-call-is-ordinary": (phone) => ({ ...phone, isEmergency: () => false }),
  "unregistered-phone-does-not-dial": (phone) => ({
    ...phone,
    profile: { ...phone.profile, callWithoutRegistration: false },
  }),
  "offers-g722-alone": (phone) => ({ ...phone, profile: { ...phone.profile, codecs: ["G722"] } }),
  "power-cut-unregisters": firmware({
    powerCut: async (account) => {
      await account.unregister();
      await account.cut();
    },
  }),
  "lost-file-erases-account": firmware({ fileLost: (account) => account.take(undefined) }),
  "lost-connection-unnoticed": firmware({ flowLost: () => undefined }),
  "panic-button-spares-calls": firmware({ panic: () => undefined }),
  "reset-keeps-file": firmware({ reset: () => undefined }),
  "stranded-phone-gives-up": firmware({ strandedRetrySeconds: () => undefined }),
  "stranded-phone-shows-login": firmware({
    stranded: (recorder) =>
      recorder.record({
        type: "config",
        outcome: "applied",
        file: "",
        extension: undefined,
        accountLabel: undefined,
        server: undefined,
        keys: [{ key: 1, type: "app-login", label: "Login", value: "" }],
        dropped: [],
        settings: {},
      }),
  }),
};

/** @returns what the phone is made of with these defects; those of a backend say nothing to it */
export function withFaults(phone: HandsetOptions, faults: readonly FaultName[]): HandsetOptions {
  return faults.reduce((bent, name) => bends[name]?.(bent) ?? bent, phone);
}

function firmware(defect: Partial<Firmware>): Bend {
  return (phone) => ({ ...phone, firmware: { ...phone.firmware, ...defect } });
}
