import type { Device } from "../hotdesk/mapping.js";
import type { Page } from "./page.js";

/** Where the web server can be bent on purpose, after the rules and before anything becomes XML. */
export interface PageSeams {
  /** @returns undefined: the app is not there, the phone gets 404 */
  page(page: Page): Page | undefined;
  /** @returns false: there is no configuration file for that phone, it gets 404 */
  hasFile(device: Device | undefined): boolean;
}

/** Nothing is bent. */
export const intact: PageSeams = { page: (page) => page, hasFile: () => true };
