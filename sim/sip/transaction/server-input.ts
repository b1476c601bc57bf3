import type { TransactionTimer } from "./transition.js";

/** What can happen to a server transaction. */
export type ServerInput =
  /** The same request came again. */
  | { readonly kind: "repeat" }
  /** The ACK for a non-2xx final response; INVITE only. */
  | { readonly kind: "ack" }
  /** The transaction user answers; the shell holds the response as the last one. */
  | { readonly kind: "respond"; readonly status: number }
  | { readonly kind: "timer"; readonly timer: TransactionTimer }
  | { readonly kind: "transport-error" };
