/**
 * The pages of the phone apps as plain data: what an app wants to show, before it becomes XML (phones.md §7).
 */

/** What a softkey does by itself, or the address that it opens. */
type Uri = "SoftKey:Submit" | "SoftKey:Select" | "SoftKey:Exit" | URL;

export interface Softkey {
  readonly label: string;
  readonly uri: Uri;
}

interface PageBase {
  readonly app: AppName;
  readonly beep: boolean;
}

export type AppName = "login" | "logout";

interface Screen extends PageBase {
  readonly title: string;
  readonly softkeys: readonly Softkey[];
  /** The phone closes the screen after so long without a key (policy screen-timeout). */
  readonly timeoutSeconds: number;
}

interface InputField {
  readonly prompt: string;
  /** Name in the query that Submit sends. */
  readonly parameter: string;
  /** Typed characters are not shown: a PIN. */
  readonly masked: boolean;
  /** What stands in the field at first. */
  readonly value: string;
}

/** Fields to fill in; Submit appends `parameter=value` of each to the address and fetches it. */
export interface FormPage extends Screen {
  readonly kind: "form";
  readonly url: URL;
  readonly fields: readonly InputField[];
}

export interface MenuItem {
  /** What it stands for: the name of a template or of a layout, or the answer to a question. */
  readonly name: string;
  /** What the user reads. */
  readonly prompt: string;
  readonly uri: Uri;
}

/** A list to pick one of. */
export interface MenuPage extends Screen {
  readonly kind: "menu";
  readonly list: "templates" | "layouts" | "answers";
  readonly items: readonly MenuItem[];
  /** Where a list that is too long for one answer is shown from item `from` on, which is appended to the query. */
  readonly more: URL | undefined;
  /** First item to show, counts from 0. */
  readonly from: number;
}

/** A message. */
export interface TextPage extends Screen {
  readonly kind: "text";
  readonly text: string;
}

/** What the phone has to do: fetch its configuration, with or without a reboot. */
export interface ExecutePage extends PageBase {
  readonly kind: "execute";
  readonly command: "Command:Provision" | "Command:Reboot";
}

export type Page = FormPage | MenuPage | TextPage | ExecutePage;

const cancel: Softkey = { label: "Cancel", uri: "SoftKey:Exit" };

/** The softkeys of each kind of screen. */
export const softkeysOf: Readonly<Record<"form" | "menu" | "text", readonly Softkey[]>> = {
  form: [{ label: "Submit", uri: "SoftKey:Submit" }, cancel],
  menu: [{ label: "Select", uri: "SoftKey:Select" }, cancel],
  text: [{ label: "OK", uri: "SoftKey:Exit" }],
};

/** Beep (HD-85), then the files (HD-6) or a reboot (HD-7, HD-8). */
export function executePage(app: AppName, reboot: boolean): ExecutePage {
  return { kind: "execute", app, beep: true, command: reboot ? "Command:Reboot" : "Command:Provision" };
}
