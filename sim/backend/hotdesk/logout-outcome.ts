import type { MappingChange } from "./mapping.js";
import type { Refusal } from "./refusal.js";

/** How a logout ends. */
export type LogoutOutcome =
  /** No user is logged in on that phone. */
  | { readonly kind: "nobody" }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** It waits for the end of the phone's call. */
  | { readonly kind: "after-call" }
  | { readonly kind: "logged-out"; readonly change: MappingChange; readonly reboot: boolean };
