import type { Route, Setup } from "../model/setup/setup.js";
import { matchIn } from "./patterns.js";

/**
 * The first route in list order that matches the number and is open to the extension, whatever the hour (PBX-85,
 * PBX-111).
 */
export function routeFor(setup: Setup, extension: string, number: string): Route | undefined {
  return setup.routes.find(
    (route) => !route.deniedTo.includes(extension) && typeof matchIn(route, number, extension) === "object",
  );
}
