import {
  attributeOf,
  attributesOf,
  childrenOf,
  childText,
  parseXml,
  type XmlElement,
} from "../../sip/xml.js";
import { isSecretField, isSecretName } from "../provisioning/secret-names.js";
import type { AppScreen, FormField, Softkey } from "../screen/app-screen.js";

/** What an app answers: a screen to show, or commands to carry out (phones.md §7). */
export type AppObject =
  | { readonly kind: "screen"; readonly screen: AppScreen; readonly beep: boolean }
  | { readonly kind: "execute"; readonly uris: readonly string[]; readonly beep: boolean };

export type ParsedApp =
  | { readonly ok: true; readonly object: AppObject }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads an XML browser object. Never throws.
 * @param base address that the answer came from; addresses in it may be relative to it
 */
export function parseApp(text: string, base: string): ParsedApp {
  const document = parseXml(text);
  if (!document.ok) return document;
  const { name, root } = document;
  const beep = attributeOf(root, "Beep").toLowerCase() === "yes";
  if (name === "Execute") {
    const uris = childrenOf(root, "ExecuteItem").map((item) => attributeOf(item, "URI"));
    return { ok: true, object: { kind: "execute", uris, beep } };
  }
  const screen = readScreen(name, root, base);
  return typeof screen === "string"
    ? { ok: false, reason: screen }
    : { ok: true, object: { kind: "screen", screen, beep } };
}

function readScreen(name: string, root: XmlElement, base: string): AppScreen | string {
  const title = childText(root, "Title");
  const timeoutMs = screenTimeoutMs(root);
  switch (name) {
    case "TextScreen":
      return {
        kind: "text",
        title,
        text: childText(root, "Text"),
        softkeys: softkeys(root, base, "OK"),
        timeoutMs,
      };
    case "TextMenu": {
      const items = childrenOf(root, "MenuItem").map((item) => ({
        prompt: childText(item, "Prompt"),
        uri: address(childText(item, "URI"), base),
      }));
      if (items.length === 0) return "a menu without items";
      const selected = firstSelected(root, items.length);
      return { kind: "menu", title, items, selected, softkeys: softkeys(root, base, "Select"), timeoutMs };
    }
    case "InputScreen": {
      const url = address(childText(root, "URL"), base);
      if (!URL.canParse(url)) return "a form without an address to send it to";
      const fields = childrenOf(root, "InputField").map(readField);
      if (fields.length === 0) return "a form without fields";
      const keys = softkeys(root, base, "Submit");
      return { kind: "form", title, url, fields, focused: 0, softkeys: keys, timeoutMs };
    }
    default:
      return `the phone does not know the object ${name}`;
  }
}

/** Longer than a working day no screen stays. */
const maxTimeoutSeconds = 36_000;

/** Attribute `Timeout`, seconds. Without it, or with 0, the model's own holds. */
function screenTimeoutMs(root: XmlElement): number | undefined {
  const text = attributeOf(root, "Timeout").trim();
  const seconds = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : 0;
  return seconds > 0 ? Math.min(seconds, maxTimeoutSeconds) * 1000 : undefined;
}

/** Attribute `defaultIndex` counts from 1. */
function firstSelected(root: XmlElement, items: number): number {
  const text = attributeOf(root, "defaultIndex");
  return /^[1-9]\d{0,4}$/.test(text) ? Math.min(Number(text), items) - 1 : 0;
}

function readField(field: XmlElement): FormField {
  const prompt = childText(field, "Prompt");
  const parameter = childText(field, "Parameter");
  return {
    prompt,
    parameter,
    masked: isSecretField(attributesOf(field)) || isSecretName(parameter) || isSecretName(prompt),
    numeric: attributeOf(field, "type") === "number",
    value: childText(field, "Default"),
  };
}

/** The softkeys that the object brings, else those of its kind. */
function softkeys(root: XmlElement, base: string, main: "OK" | "Select" | "Submit"): Softkey[] {
  const own = childrenOf(root, "SoftKey")
    .map((key) => ({ label: childText(key, "Label"), uri: address(childText(key, "URI"), base) }))
    .filter(({ label }) => label !== "");
  if (own.length > 0) return own;
  if (main === "OK") return [{ label: "OK", uri: "SoftKey:Exit" }];
  return [
    { label: main, uri: `SoftKey:${main}` },
    { label: "Cancel", uri: "SoftKey:Exit" },
  ];
}

/** Functions of the phone (`SoftKey:`, `Command:`) stay as they are; anything else is an address. */
function address(uri: string, base: string): string {
  if (/^(SoftKey|Command):/.test(uri) || uri === "") return uri;
  return URL.canParse(uri, base) ? new URL(uri, base).href : uri;
}
