import { broken, type DeskNow, type LinkFault } from "../desk-now.js";

/** E2: it holds an account, be it of a user or of the placeholder. */
export function account({ view }: DeskNow): LinkFault {
  if (view.state === "STRANDED") return broken("no configuration");
  return view.extension === undefined ? broken("no account") : undefined;
}
