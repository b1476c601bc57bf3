import type { Device } from "../hotdesk/mapping.js";
import { inUse } from "../hotdesk/mapping.js";
import type { FormPage, MenuPage, Page } from "../web/page.js";
import type { PageSeams } from "../web/seams.js";
import type { FaultSet } from "./fault-set.js";

/** The seams of the web server, broken where a fault is on. */
export function pageSeams(faults: FaultSet): PageSeams {
  return {
    page: (page) => {
      if (faults.has("login-app-missing") && page.app === "login" && page.kind === "form") return undefined;
      if (faults.has("beep-missing")) return bent({ ...page, beep: false }, faults);
      return bent(page, faults);
    },
    hasFile: (device: Device | undefined) => {
      if (faults.has("boot-without-files")) return false;
      return !faults.has("no-fallback-file") || inUse(device) !== undefined;
    },
  };
}

function bent(page: Page, faults: FaultSet): Page {
  switch (page.kind) {
    case "form":
      return bentForm(page, faults);
    case "menu":
      return bentMenu(page, faults);
    case "text":
    case "execute":
      return page;
  }
}

function bentForm(page: FormPage, faults: FaultSet): FormPage {
  if (faults.has("pin-field-missing"))
    return { ...page, fields: page.fields.filter(({ masked }) => !masked) };
  if (!faults.has("submit-softkey-missing")) return page;
  return { ...page, softkeys: page.softkeys.filter(({ uri }) => uri !== "SoftKey:Submit") };
}

function bentMenu(page: MenuPage, faults: FaultSet): MenuPage {
  const renamed = (prompt: (name: string, index: number) => string): MenuPage => ({
    ...page,
    items: page.items.map((item, index) => ({ ...item, prompt: prompt(item.name, index) })),
  });
  if (faults.has("layout-names-shown") && page.list === "layouts") return renamed((name) => name);
  if (faults.has("templates-numbered") && page.list === "templates") {
    return renamed((_name, index) => `Template ${index + 1}`);
  }
  return page;
}
