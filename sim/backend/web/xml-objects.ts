import { Builder } from "xml2js";
import type { Parameter } from "../hotdesk/render-parameters.js";

/**
 * The XML that phones are given: configuration files and the objects of their XML browser, in the dialect of the
 * OEM family (phones.md §6, §7). Every object has one root without brand prefix.
 */

const builder = new Builder({
  xmldec: { version: "1.0", encoding: "UTF-8" },
  renderOpts: { pretty: false },
});

/** Characters that XML 1.0 has no way to carry (§2.2). */
const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function text(value: string): string {
  return value.replaceAll(illegal, "");
}

/** An address on a key or in a menu, or what a softkey does by itself. */
type Uri =
  | "SoftKey:Submit"
  | "SoftKey:Select"
  | "SoftKey:Exit"
  | "Command:Provision"
  | "Command:Reboot"
  | URL;

interface Softkey {
  readonly label: string;
  readonly uri: Uri;
}

function softkeys(keys: readonly Softkey[]) {
  return keys.map(({ label, uri }, index) => ({
    $: { index: String(index + 1) },
    Label: label,
    URI: String(uri),
  }));
}

const cancel: Softkey = { label: "Cancel", uri: "SoftKey:Exit" };

export interface InputField {
  readonly prompt: string;
  readonly parameter: string;
  readonly masked: boolean;
}

/** A form; Submit appends `parameter=value` of each field to the address and fetches it. */
export function inputScreen(title: string, url: URL, fields: readonly InputField[]): string {
  return builder.buildObject({
    InputScreen: {
      Title: text(title),
      URL: url.href,
      InputField: fields.map(({ prompt, parameter, masked }) => ({
        $: { type: "number", password: masked ? "yes" : "no" },
        Prompt: text(prompt),
        Parameter: parameter,
        Default: "",
      })),
      SoftKey: softkeys([{ label: "Submit", uri: "SoftKey:Submit" }, cancel]),
    },
  });
}

export interface MenuItem {
  readonly prompt: string;
  readonly uri: Uri;
}

/** A list to pick one of. */
export function textMenu(title: string, items: readonly MenuItem[]): string {
  return builder.buildObject({
    TextMenu: {
      $: { Beep: "no" },
      Title: text(title),
      MenuItem: items.map(({ prompt, uri }) => ({ Prompt: text(prompt), URI: String(uri) })),
      SoftKey: softkeys([{ label: "Select", uri: "SoftKey:Select" }, cancel]),
    },
  });
}

/** A message. */
export function textScreen(title: string, message: string): string {
  return builder.buildObject({
    TextScreen: {
      Title: text(title),
      Text: text(message),
      SoftKey: softkeys([{ label: "OK", uri: "SoftKey:Exit" }]),
    },
  });
}

/** Beep (HD-85), then fetch the configuration, with or without a reboot. */
export function execute(reboot: boolean): string {
  const uri: Uri = reboot ? "Command:Reboot" : "Command:Provision";
  return builder.buildObject({ Execute: { $: { Beep: "yes" }, ExecuteItem: { $: { URI: uri } } } });
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
