import type { Refusal } from "./refusal.js";

/** What a login takes without a question, or must ask the user. Names, in the order of the setting. */
export type Choice =
  | { readonly kind: "take"; readonly name: string | undefined }
  | { readonly kind: "ask"; readonly names: readonly string[] }
  | { readonly kind: "refuse"; readonly refusal: Refusal };
