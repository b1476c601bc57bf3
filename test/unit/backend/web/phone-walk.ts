import type { Element } from "@xmldom/xmldom";
import { elementsIn, readStrictly, textIn } from "./strict-xml.js";

export interface WalkedPage {
  readonly status: number;
  readonly text: string;
  /** Name of the root element; "" where the answer is no XML. */
  readonly kind: string;
  /** undefined where the answer is no XML. */
  readonly root: Element | undefined;
}

/** A phone that knows nothing of the server but what it is told, and takes no XML that is not well-formed. */
export class WalkingPhone {
  readonly userAgent: string;

  constructor(model: string, mac: string) {
    this.userAgent = `ClearlyIP ${model} 2.42.6.3.36 ${(mac.match(/../g) ?? []).join(":")}`;
  }

  async get(url: string): Promise<WalkedPage> {
    const response = await fetch(url, { headers: { "user-agent": this.userAgent } });
    const text = await response.text();
    const isXml = (response.headers.get("content-type") ?? "").startsWith("text/xml");
    const root = isXml ? readStrictly(text) : undefined;
    return { status: response.status, text, kind: root?.nodeName ?? "", root };
  }

  /** Submits a form with one value for each of its fields, in order. */
  submit(form: WalkedPage, ...values: string[]): Promise<WalkedPage> {
    const url = new URL(shown(form, "URL"));
    for (const [index, field] of children(form, "InputField").entries()) {
      url.searchParams.append(textIn(field, "Parameter"), values[index] ?? "");
    }
    return this.get(url.href);
  }

  pick(menu: WalkedPage, prompt: string): Promise<WalkedPage> {
    const item = children(menu, "MenuItem").find((each) => textIn(each, "Prompt") === prompt);
    if (!item) throw new Error(`no ${prompt} in ${menu.text}`);
    return this.get(textIn(item, "URI"));
  }

  /** P-values by number. */
  async config(configServer: string, mac: string): Promise<Map<number, string>> {
    const page = await this.get(`${configServer}cfg${mac}.xml`);
    const elements = children(page, "config").flatMap((config) => [...config.childNodes]);
    return new Map(
      elements
        .filter(({ nodeName }) => /^P\d+$/.test(nodeName))
        .map(({ nodeName, textContent }) => [Number(nodeName.slice(1)), textContent ?? ""]),
    );
  }
}

export function children(page: WalkedPage, name: string): Element[] {
  return page.root ? elementsIn(page.root, name) : [];
}

/** The text of an element of the page, "" where it has none such. */
export function shown(page: WalkedPage, name: string): string {
  return page.root ? textIn(page.root, name) : "";
}

export function prompts(menu: WalkedPage): string[] {
  return children(menu, "MenuItem").map((item) => textIn(item, "Prompt"));
}

/** The command of an Execute object. */
export function command(page: WalkedPage): string | undefined {
  if (page.kind !== "Execute") return undefined;
  return children(page, "ExecuteItem")[0]?.getAttribute("URI") ?? undefined;
}
