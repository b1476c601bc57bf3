import { broken, type DeskNow, type LinkFault } from "../desk-now.js";

/** E1: it has power and has finished booting. */
export function power({ view }: DeskNow): LinkFault {
  if (view.state === "OFF") return broken("no power");
  return view.state === "BOOT" ? broken("booting") : undefined;
}
