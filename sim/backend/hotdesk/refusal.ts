import type { Policies } from "../../model/setup/policies.js";

/** Why a login or logout did not happen. Whatever the reason, nothing was written (T8). */
export type Refusal =
  | { readonly reason: "pin-over-http" }
  | { readonly reason: "locked-out" }
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
  | { readonly reason: "logged-in-elsewhere" }
  | { readonly reason: "in-call-elsewhere" }
  | { readonly reason: "another-login" }
  | { readonly reason: "in-call" }
  | { readonly reason: "wrong-logout-pin" }
  | { readonly reason: "admin-logout-forbidden" };

/**
 * What the screen says. Before the PIN was right, `uniform` gives nothing away about which extensions exist, nor
 * which of them are held (policy login-error-text).
 */
export function refusalText(refusal: Refusal, detail: Policies["loginErrorText"]): string {
  switch (refusal.reason) {
    case "pin-over-http":
      return "Login needs HTTPS: the phone apps are set to plain HTTP";
    case "locked-out":
      return detail === "uniform" ? "Login failed" : "Too many wrong passwords, try again later";
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
    case "in-call-elsewhere":
      return "In a call on another phone";
    case "another-login":
      return "Another login came first";
    case "in-call":
      return "Not during a call";
    case "wrong-logout-pin":
      return "Logout failed: wrong voicemail password";
    case "admin-logout-forbidden":
      return "Admins may not log phones out (policy admin-logout)";
  }
}
