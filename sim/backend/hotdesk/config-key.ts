import type { LineKeyType } from "../../model/profile/profile.js";
import type { LineKey } from "../../model/setup/setup.js";
import { appsBase, type PhoneAddresses } from "./phone-addresses.js";

/** A line key as it is sent to a phone. */
export interface ConfigKey {
  readonly type: LineKeyType;
  readonly label: string;
  readonly value: string;
}

/** A key of a layout with the text that the display shows beside it and the value that its type needs. */
export function configKey({ type, label, value = "" }: LineKey, addresses: PhoneAddresses): ConfigKey {
  return {
    type,
    label: label ?? fixedLabels[type] ?? (value || labelOf(type)),
    value: keyValue(type, value, addresses),
  };
}

/** Whatever such a key holds, its name says more. */
const fixedLabels: Partial<Record<LineKeyType, string>> = {
  none: "",
  line: "Line",
  "app-login": "Login",
  "app-logout": "Logout",
};

/** `call-return` → `Call Return`, `dnd` → `DND` */
function labelOf(type: LineKeyType): string {
  const words = type.split("-").map((word) => {
    return abbreviations.has(word) ? word.toUpperCase() : `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
  });
  return words.join(" ");
}

const abbreviations: ReadonlySet<string> = new Set(["app", "blf", "dnd", "ldap", "sms", "url", "xml"]);

function keyValue(type: LineKeyType, value: string, addresses: PhoneAddresses): string {
  const base = appsBase(addresses);
  switch (type) {
    case "app-login":
      return `${base}/apps/login`;
    case "app-logout":
      return `${base}/apps/logout`;
    case "app-url":
      // An address of its own, or a path on our apps host.
      return value !== "" && URL.canParse(value, base) ? new URL(value, base).href : value;
    default:
      return value;
  }
}
