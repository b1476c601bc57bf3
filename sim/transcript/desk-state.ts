import type { Setup } from "../model/setup/setup.js";
import { handsetStates } from "./handset-state.js";
import type { HandsetView } from "./handset-view.js";

/** The state of a desk: that of its handset, and for an account whether it is a user's or the placeholder's. */
export const deskStates = [...handsetStates, "PLACEHOLDER", "USER"] as const;
type DeskState = (typeof deskStates)[number];

/** READY is told apart by the role of the extension; it stays READY where the setup does not know it. */
export function deskState(view: HandsetView, setup: Setup): DeskState {
  const role = deskRole(view, setup);
  if (view.state !== "READY" || role === undefined) return view.state;
  return role === "placeholder" ? "PLACEHOLDER" : "USER";
}

/**
 * Whose account the desk holds; undefined without an account, where the setup does not know it, and on an emergency
 * device: nobody is its user, and nobody has left it.
 */
export function deskRole(view: HandsetView, setup: Setup): "user" | "placeholder" | undefined {
  const role = view.extension === undefined ? undefined : setup.extensions[view.extension]?.role;
  return role === "emergency-device" ? undefined : role;
}
