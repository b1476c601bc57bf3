import type { PageFrame } from "./login-pages.js";
import { type FormPage, type MenuPage, softkeysOf, type TextPage } from "./page.js";

/** Policy logout-confirm: ask. */
export function logoutQuestion(frame: PageFrame, flow: string, extension: string): MenuPage {
  return {
    ...screen(frame, question(extension)),
    kind: "menu",
    list: "answers",
    items: [
      { name: "yes", prompt: "Yes", uri: logoutUrl(frame, "confirm", flow) },
      { name: "no", prompt: "No", uri: "SoftKey:Exit" },
    ],
    more: undefined,
    from: 0,
    softkeys: softkeysOf.menu,
  };
}

/** Policy logout-confirm: pin. */
export function logoutForm(frame: PageFrame, flow: string, extension: string): FormPage {
  return {
    ...screen(frame, question(extension)),
    kind: "form",
    url: logoutUrl(frame, "submit", flow),
    fields: [{ prompt: "Voicemail Password", parameter: "pin", masked: true, value: "" }],
    softkeys: softkeysOf.form,
  };
}

export function logoutMessage(frame: PageFrame, text: string): TextPage {
  return { ...screen(frame, "Logout"), kind: "text", text, softkeys: softkeysOf.text };
}

function question(extension: string): string {
  return `Logout ${extension}?`;
}

function screen({ timeoutSeconds }: PageFrame, title: string) {
  return { app: "logout", title, beep: false, timeoutSeconds } as const;
}

function logoutUrl({ apps }: PageFrame, page: string, flow: string): URL {
  return new URL(`${apps}/apps/logout/${page}?${new URLSearchParams({ flow })}`);
}
