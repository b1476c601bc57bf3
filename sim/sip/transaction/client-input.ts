import type { TransactionTimer } from "./transition.js";

/** What can happen to a client transaction. */
export type ClientInput =
  | { readonly kind: "provisional" }
  /** A 2xx. */
  | { readonly kind: "success" }
  /** A 3xx to 6xx. */
  | { readonly kind: "failure" }
  | { readonly kind: "timer"; readonly timer: TransactionTimer }
  | { readonly kind: "transport-error" };

/** The input that a response is. @param status 100 to 699. */
export function responseInput(status: number): ClientInput {
  if (status < 200) return { kind: "provisional" };
  return status < 300 ? { kind: "success" } : { kind: "failure" };
}
