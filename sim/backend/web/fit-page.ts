import type { MenuItem, MenuPage, Page } from "./page.js";
import { pageXml } from "./xml-objects.js";

/**
 * The XML of a page in no more bytes than the phone takes: a list that is too long is cut and ends in an item that
 * shows the rest (phones.md §7). One item is always there, however long it is.
 * @param maxBytes the phone refuses a larger answer
 */
export function fittingXml(page: Page, maxBytes: number): string {
  if (page.kind !== "menu") return pageXml(page);
  const { more, from } = page;
  const rest = page.items.slice(from);
  const whole = pageXml({ ...page, items: rest });
  if (more === undefined || Buffer.byteLength(whole) <= maxBytes) return whole;
  const cut = (count: number): string =>
    pageXml({ ...page, items: [...rest.slice(0, count), moreItem(more, from + count)] });
  // The most items that fit: between these bounds by halves, for each look at one costs a whole document.
  let fits = 1;
  let tooMany = rest.length;
  while (tooMany - fits > 1) {
    const count = Math.floor((fits + tooMany) / 2);
    if (Buffer.byteLength(cut(count)) <= maxBytes) fits = count;
    else tooMany = count;
  }
  return cut(fits);
}

function moreItem(more: NonNullable<MenuPage["more"]>, from: number): MenuItem {
  const uri = new URL(more);
  uri.searchParams.set("from", String(from));
  return { name: "more", prompt: "More…", uri };
}
