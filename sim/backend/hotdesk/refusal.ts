import type { Policies } from "../../model/policies.js";

/** Why a login or logout did not happen. Whatever the reason, nothing was written (T8). */
export type Refusal =
  | { readonly reason: "unknown-extension" }
  | { readonly reason: "placeholder-extension" }
  | { readonly reason: "no-mailbox" }
  | { readonly reason: "blank-pin" }
  | { readonly reason: "wrong-pin" }
  | { readonly reason: "hotdesk-disabled" }
  | { readonly reason: "no-template" }
  | { readonly reason: "no-layout"; readonly model: string }
  | { readonly reason: "no-logout-layout"; readonly model: string }
  | { readonly reason: "pick-gone" }
  | { readonly reason: "other-user-here"; readonly extension: string }
  | { readonly reason: "logged-in-elsewhere" };

/**
 * What the screen says. Before the PIN was right, `uniform` gives nothing away about which extensions exist
 * (policy login-error-text).
 */
export function refusalText(refusal: Refusal, detail: Policies["loginErrorText"]): string {
  switch (refusal.reason) {
    case "unknown-extension":
      return detail === "uniform" ? "Login failed" : "Unknown extension";
    case "placeholder-extension":
      return detail === "uniform" ? "Login failed" : "This extension is for logged-out phones";
    case "no-mailbox":
      return detail === "uniform" ? "Login failed" : "The extension has no voicemail";
    case "blank-pin":
      return detail === "uniform" ? "Login failed" : "The voicemail password is not set";
    case "wrong-pin":
      return detail === "uniform" ? "Login failed" : "Wrong voicemail password";
    case "hotdesk-disabled":
      return detail === "uniform" ? "Login failed" : "Hot desking is disabled for this user";
    case "no-template":
      return "No template is allowed for this user";
    case "no-layout":
      return `No model layout for ${refusal.model} is allowed for this user`;
    case "no-logout-layout":
      return `No logout model layout for ${refusal.model}`;
    case "pick-gone":
      return "This choice is no longer available";
    case "other-user-here":
      return `Extension ${refusal.extension} is logged in on this phone`;
    case "logged-in-elsewhere":
      return "Already logged in on another phone";
  }
}
