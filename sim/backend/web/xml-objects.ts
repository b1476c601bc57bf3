import { Builder } from "xml2js";
import type { Parameter } from "../hotdesk/render-parameters.js";
import type { FormPage, MenuPage, Page, Softkey, TextPage } from "./page.js";

/**
 * The XML that phones are given: configuration files and the objects of their XML browser, in the dialect of the
 * OEM family (phones.md §6, §7). Every object has one root without brand prefix.
 */

const builder = new Builder({
  xmldec: { version: "1.0", encoding: "UTF-8" },
  renderOpts: { pretty: false },
});

/**
 * Characters that XML 1.0 has no way to carry, and those that it advises against (§2.2): readers of XML 1.1 turn
 * some of the latter into line ends.
 */
const notCarried = /[^\t\n\r\u0020-\u007E\u00A0-\u2027\u202A-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function text(value: string): string {
  return value.replaceAll(notCarried, "");
}

/** A page as the phone's XML browser reads it. */
export function pageXml(page: Page): string {
  switch (page.kind) {
    case "form":
      return builder.buildObject({ InputScreen: form(page) });
    case "menu":
      return builder.buildObject({ TextMenu: menu(page) });
    case "text":
      return builder.buildObject({
        TextScreen: {
          $: attributes(page),
          Title: text(page.title),
          Text: text(page.text),
          SoftKey: softkeys(page.softkeys),
        },
      });
    case "execute":
      return builder.buildObject({
        Execute: { $: { Beep: yesNo(page.beep) }, ExecuteItem: { $: { URI: page.command } } },
      });
  }
}

function form(page: FormPage) {
  return {
    $: attributes(page),
    Title: text(page.title),
    URL: page.url.href,
    InputField: page.fields.map(({ prompt, parameter, masked, value }) => ({
      $: { type: "number", password: yesNo(masked) },
      Prompt: text(prompt),
      Parameter: parameter,
      Default: text(value),
    })),
    SoftKey: softkeys(page.softkeys),
  };
}

function menu(page: MenuPage) {
  return {
    $: attributes(page),
    Title: text(page.title),
    MenuItem: page.items.map(({ prompt, uri }) => ({ Prompt: text(prompt), URI: String(uri) })),
    SoftKey: softkeys(page.softkeys),
  };
}

function attributes({ beep, timeoutSeconds }: FormPage | MenuPage | TextPage) {
  return { Beep: yesNo(beep), Timeout: String(timeoutSeconds) };
}

function softkeys(keys: readonly Softkey[]) {
  return keys.map(({ label, uri }, index) => ({
    $: { index: String(index + 1) },
    Label: text(label),
    URI: String(uri),
  }));
}

function yesNo(value: boolean): "yes" | "no" {
  return value ? "yes" : "no";
}

/** A configuration file. */
export function configurationXml(parameters: readonly Parameter[]): string {
  const elements = parameters.map(({ number, name, value }) => [
    `P${number}`,
    { $: { para: name }, _: text(value) },
  ]);
  return builder.buildObject({
    hl_provision: {
      $: { version: "1" },
      config: { $: { version: "1" }, ...Object.fromEntries(elements) },
    },
  });
}
