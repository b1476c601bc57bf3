import type { Page } from "./page.js";

/** Where pages of the phone apps can be bent on purpose, after the rules and before they become XML. */
export interface PageSeams {
  /** @returns undefined: the app is not there, the phone gets 404 */
  page(page: Page): Page | undefined;
}

/** Nothing is bent. */
export const intact: PageSeams = { page: (page) => page };
