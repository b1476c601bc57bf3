import { parseStringPromise } from "xml2js";

/** An element as xml2js gives it with every child in a list. */
export interface Element {
  readonly $?: Readonly<Record<string, string>>;
  readonly _?: string;
  readonly [child: string]: unknown;
}

export interface Page {
  readonly status: number;
  readonly text: string;
  readonly kind: string;
  readonly root: Element;
}

export function children(element: Element, name: string): Element[] {
  const list = element[name];
  return Array.isArray(list) ? list.map((each) => (typeof each === "string" ? { _: each } : each)) : [];
}

export function child(element: Element, name: string): string {
  return children(element, name)[0]?._ ?? "";
}

/** A phone that knows nothing of the server but what it is told. */
export class WalkingPhone {
  readonly #userAgent: string;

  constructor(model: string, mac: string) {
    this.#userAgent = `ClearlyIP ${model} 2.42.6.3.36 ${(mac.match(/../g) ?? []).join(":")}`;
  }

  async get(url: string): Promise<Page> {
    const response = await fetch(url, { headers: { "user-agent": this.#userAgent } });
    const text = await response.text();
    if (!(response.headers.get("content-type") ?? "").startsWith("text/xml")) {
      return { status: response.status, text, kind: "", root: {} };
    }
    const document = (await parseStringPromise(text)) as Record<string, Element | string>;
    const [kind = "", root = ""] = Object.entries(document)[0] ?? [];
    return { status: response.status, text, kind, root: typeof root === "string" ? { _: root } : root };
  }

  /** Submits a form with one value for each of its fields, in order. */
  submit(form: Page, ...values: string[]): Promise<Page> {
    const fields = children(form.root, "InputField");
    const query = fields.map(
      (field, index) => `${child(field, "Parameter")}=${encodeURIComponent(values[index] ?? "")}`,
    );
    return this.get(`${child(form.root, "URL")}&${query.join("&")}`);
  }

  pick(menu: Page, prompt: string): Promise<Page> {
    const item = children(menu.root, "MenuItem").find((each) => child(each, "Prompt") === prompt);
    if (!item) throw new Error(`no ${prompt} in ${menu.text}`);
    return this.get(child(item, "URI"));
  }

  /** P-values by number. */
  async config(configServer: string, mac: string): Promise<Map<number, string>> {
    const { root } = await this.get(`${configServer}cfg${mac}.xml`);
    const [config = {}] = children(root, "config");
    return new Map(
      Object.keys(config)
        .filter((name) => /^P\d+$/.test(name))
        .map((name) => [Number(name.slice(1)), child(config, name)]),
    );
  }
}

export function prompts(menu: Page): string[] {
  return children(menu.root, "MenuItem").map((item) => child(item, "Prompt"));
}

/** The command of an Execute object. */
export function command(page: Page): string | undefined {
  return page.kind === "Execute" ? children(page.root, "ExecuteItem")[0]?.$?.["URI"] : undefined;
}
