import type { CallState } from "./desk-facts.js";

/**
 * What becomes of a change that meets a call: policies logout-in-call and second-login-in-call. An emergency call is
 * never dropped, whatever the value.
 */
export function duringCall(
  policy: "refuse" | "after-call" | "drop",
  call: CallState,
): "go-on" | "refuse" | "after-call" | "hang-up" {
  if (call === "none") return "go-on";
  if (policy !== "drop") return policy;
  return call === "emergency" ? "after-call" : "hang-up";
}
