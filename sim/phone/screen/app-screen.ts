import type { ScreenView } from "../../transcript/handset-state.js";

/** A key under the display: what it says and what it does (`SoftKey:Submit`, `SoftKey:Exit`, an address …). */
export interface Softkey {
  readonly label: string;
  readonly uri: string;
}

export interface FormField {
  readonly prompt: string;
  /** Name in the query that Submit sends. */
  readonly parameter: string;
  readonly masked: boolean;
  readonly numeric: boolean;
  readonly value: string;
}

interface ScreenBase {
  readonly title: string;
  readonly softkeys: readonly Softkey[];
  /** How long it stays without input; undefined: as long as the model says. */
  readonly timeoutMs: number | undefined;
}

export interface TextScreen extends ScreenBase {
  readonly kind: "text";
  readonly text: string;
}

export interface MenuScreen extends ScreenBase {
  readonly kind: "menu";
  readonly items: readonly { readonly prompt: string; readonly uri: string }[];
  /** Counts from 0. */
  readonly selected: number;
}

export interface FormScreen extends ScreenBase {
  readonly kind: "form";
  readonly url: string;
  readonly fields: readonly FormField[];
  /** Counts from 0. */
  readonly focused: number;
}

/** A screen of a phone app, on top of whatever state the phone is in. */
export type AppScreen = TextScreen | MenuScreen | FormScreen;

/** What stands on the display for each character of a masked field, and in every event. */
const bullet = "•";

export function bullets(text: string): string {
  return bullet.repeat(Array.from(text).length);
}

/** What can be seen of a screen: a masked value is bullets (HD rule: no PIN in any record). */
export function viewOf(screen: AppScreen): ScreenView {
  const softkeys = screen.softkeys.map(({ label }) => label);
  const { title } = screen;
  switch (screen.kind) {
    case "text":
      return { kind: "text", title, text: screen.text, softkeys };
    case "menu":
      return {
        kind: "menu",
        title,
        items: screen.items.map(({ prompt }) => prompt),
        selected: screen.selected,
        softkeys,
      };
    case "form":
      return {
        kind: "form",
        title,
        fields: screen.fields.map(({ prompt, parameter, masked, value }) => ({
          prompt,
          parameter,
          masked,
          value: masked ? bullets(value) : value,
        })),
        focused: screen.focused,
        softkeys,
      };
  }
}

/** The form after the text was typed into its focused field; the focus moves on, and stays on the last field. */
export function typed(form: FormScreen, text: string): FormScreen {
  const fields = form.fields.map((field, index) =>
    index === form.focused ? { ...field, value: text } : field,
  );
  return { ...form, fields, focused: Math.min(form.focused + 1, Math.max(0, fields.length - 1)) };
}

/** The address that Submit asks for: every field as a parameter of the query, in order (phones.md §7). */
export function submitUrl(form: FormScreen): string {
  const url = new URL(form.url);
  for (const { parameter, value } of form.fields) url.searchParams.append(parameter, value);
  return url.href;
}

/** A message of the phone itself. */
export function messageScreen(title: string, text: string): TextScreen {
  const softkeys = [{ label: "OK", uri: "SoftKey:Exit" }];
  return { kind: "text", title, text, softkeys, timeoutMs: undefined };
}
