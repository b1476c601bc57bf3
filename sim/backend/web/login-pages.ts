import type { LayoutChoice } from "../hotdesk/model-layout.js";
import { type FormPage, type MenuPage, softkeysOf, type TextPage } from "./page.js";

/** What a page needs to know of the request that it answers. */
export interface PageFrame {
  /** `http://host:port` as this phone reached it. */
  readonly apps: string;
  /** Policy screen-timeout. */
  readonly timeoutSeconds: number;
}

/** A choice that a login asks for, in the words of its page. */
export interface Offer {
  readonly list: "templates" | "layouts";
  readonly choices: readonly LayoutChoice[];
}

const titles = { templates: "Template", layouts: "Model Layout" } as const;

/** HD-83. @param extension what stands in its field at first (policy remember-extension) */
export function loginForm(frame: PageFrame, flow: string, extension: string): FormPage {
  return {
    ...screen(frame, "Login"),
    kind: "form",
    url: loginUrl(frame, "submit", { flow }),
    fields: [
      { prompt: "Extension", parameter: "extension", masked: false, value: extension },
      { prompt: "Voicemail Password", parameter: "pin", masked: true, value: "" },
    ],
    softkeys: softkeysOf.form,
  };
}

/**
 * Template names (HD-57) or layout descriptions (HD-41) to pick from. An item goes by its place: a name may be
 * longer than a phone's address line.
 * @param from first item to show
 */
export function loginMenu(frame: PageFrame, flow: string, { list, choices }: Offer, from: number): MenuPage {
  return {
    ...screen(frame, titles[list]),
    kind: "menu",
    list,
    items: choices.map(({ name, description }, index) => ({
      name,
      prompt: shortened(description.trim() === "" ? name : description),
      uri: loginUrl(frame, `pick/${list}`, { flow, item: String(index) }),
    })),
    more: loginUrl(frame, `list/${list}`, { flow }),
    from,
    softkeys: softkeysOf.menu,
  };
}

export function loginMessage(frame: PageFrame, text: string): TextPage {
  return { ...screen(frame, "Login"), kind: "text", text, softkeys: softkeysOf.text };
}

function screen({ timeoutSeconds }: PageFrame, title: string) {
  return { app: "login", title, beep: false, timeoutSeconds } as const;
}

function loginUrl({ apps }: PageFrame, page: string, query: Readonly<Record<string, string>>): URL {
  return new URL(`${apps}/apps/login/${page}?${new URLSearchParams(query)}`);
}

/** More than any display has room for. */
const maxPromptCharacters = 100;

/** So that one item always fits into an answer. */
function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length <= maxPromptCharacters
    ? text
    : `${characters.slice(0, maxPromptCharacters - 1).join("")}…`;
}
