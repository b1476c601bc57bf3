import type { Route, Setup } from "../model/setup/setup.js";

/**
 * When somebody is told of a call by a route (PBX-98): before its trunk is tried (`on: pattern`), or when the far end
 * answers (`on: call`), so never of a call that nobody answers. Whether trunks tell at the answer is decided by the
 * last route of the list, a defect of this version.
 * @returns undefined: nobody is told, be it that a route of `on: call` is let down by the last one
 */
export function noticeMoment(
  { routes }: Pick<Setup, "routes">,
  { notify }: Pick<Route, "notify">,
): "dialled" | "answered" | undefined {
  if (notify === undefined) return undefined;
  if (notify.on === "pattern") return "dialled";
  return routes.at(-1)?.notify?.on === "call" ? "answered" : undefined;
}
