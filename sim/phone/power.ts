import type { HandsetState } from "../transcript/handset-state.js";

/** What can happen to the phone as a whole. */
export type PowerInput =
  | "power-on"
  | "power-cut"
  | "reboot"
  /** A configuration with an account that can be used is in force. */
  | "account"
  /** A configuration without one is in force (HD-81). */
  | "no-account"
  /** Nothing was fetched and nothing is stored (HD-82). */
  | "nothing"
  /** A new configuration is wanted, or has yet to prove itself. */
  | "provision";

/**
 * The states of a handset (hot-desking.md §3) as data. PLACEHOLDER, USER and ORPHAN are READY here: which account it is
 * the phone cannot tell. A missing entry is an input that cannot come in that state.
 *
 *        power-on           account            provision
 *   OFF ─────────▶ BOOT ─────────────▶ READY ◀──────────▶ SWITCH
 *                   │ ▲ └─ no-account ─▶ BLANK ◀──────────▶ ┘
 *           nothing ▼ │ reboot (from all but OFF)
 *                STRANDED ── account, no-account as BOOT;   power-cut leads from everywhere to OFF
 *
 * BOOT and STRANDED go through SWITCH where the fetched configuration is on trial (T9, T16).
 */
const table: Readonly<Record<HandsetState, Readonly<Partial<Record<PowerInput, HandsetState>>>>> = {
  OFF: { "power-on": "BOOT" },
  BOOT: {
    "power-cut": "OFF",
    reboot: "BOOT",
    account: "READY",
    "no-account": "BLANK",
    provision: "SWITCH",
    nothing: "STRANDED",
  },
  STRANDED: {
    "power-cut": "OFF",
    reboot: "BOOT",
    account: "READY",
    "no-account": "BLANK",
    provision: "SWITCH",
    nothing: "STRANDED",
  },
  BLANK: { "power-cut": "OFF", reboot: "BOOT", provision: "SWITCH" },
  READY: { "power-cut": "OFF", reboot: "BOOT", provision: "SWITCH" },
  SWITCH: { "power-cut": "OFF", reboot: "BOOT", account: "READY", "no-account": "BLANK" },
};

/** @returns undefined where the input cannot come in that state */
export function nextState(state: HandsetState, input: PowerInput): HandsetState | undefined {
  return table[state][input];
}
