import fc from "fast-check";
import { expect, test } from "vitest";
import { executePage, type Page, softkeysOf } from "../../../../sim/backend/web/page.js";
import { configurationXml, pageXml } from "../../../../sim/backend/web/xml-objects.js";
import { elementsIn, readStrictly, textIn } from "./strict-xml.js";

/** Texts as people, spreadsheets and attackers write them. */
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    `"'&<>`,
    "]]>",
    "&amp;",
    "&#0;",
    "<!--",
    "<?xml",
    "😀 Ünïcode",
    "\u0000\u0001\u001b[2J",
    "\ud800",
    "\udc00x",
    "\ufffd\ufffe\uffff",
    "\r\n\t",
    "a\rb",
    "\u0085\u2028",
    "__proto__",
  ),
);

/** What XML carries to every reader (XML 1.0 §2.2): no lone surrogates, no control characters but three. */
function carried(text: string): string {
  return Array.from(text)
    .filter((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code === 9 || code === 10 || code === 13) return true;
      if (code < 0x20 || (code >= 0x7f && code <= 0x9f) || code === 0x2028 || code === 0x2029) return false;
      return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
    })
    .join("");
}

const url = fc.webUrl({ withQueryParameters: true }).map((text) => new URL(text));
const screen = {
  app: fc.constant("login" as const),
  title: hostile,
  beep: fc.boolean(),
  timeoutSeconds: fc.nat(),
};

const page: fc.Arbitrary<Page> = fc.oneof(
  fc.record({
    ...screen,
    kind: fc.constant("form" as const),
    url,
    fields: fc.array(
      fc.record({ prompt: hostile, parameter: fc.constant("pin"), masked: fc.boolean(), value: hostile }),
    ),
    softkeys: fc.constant(softkeysOf.form),
  }),
  fc.record({
    ...screen,
    kind: fc.constant("menu" as const),
    list: fc.constant("templates" as const),
    items: fc.array(fc.record({ name: hostile, prompt: hostile, uri: url })),
    more: url,
    from: fc.constant(0),
    softkeys: fc.array(fc.record({ label: hostile, uri: fc.constant("SoftKey:Select" as const) })),
  }),
  fc.record({
    ...screen,
    kind: fc.constant("text" as const),
    text: hostile,
    softkeys: fc.constant(softkeysOf.text),
  }),
  fc.boolean().map((reboot) => executePage("logout", reboot)),
);

test("every page is well-formed, and every text arrives whole", () => {
  fc.assert(
    fc.property(page, (shown) => {
      const root = readStrictly(pageXml(shown));
      if (shown.kind === "execute") {
        expect(elementsIn(root, "ExecuteItem").map((item) => item.getAttribute("URI"))).toEqual([
          shown.command,
        ]);
        return;
      }
      expect(textIn(root, "Title")).toBe(carried(shown.title));
      expect(root.getAttribute("Timeout")).toBe(String(shown.timeoutSeconds));
      expect(root.getAttribute("Beep")).toBe(shown.beep ? "yes" : "no");
      expect(elementsIn(root, "SoftKey").map((key) => textIn(key, "Label"))).toEqual(
        shown.softkeys.map(({ label }) => carried(label)),
      );
      if (shown.kind === "text") expect(textIn(root, "Text")).toBe(carried(shown.text));
      if (shown.kind === "menu") {
        expect(
          elementsIn(root, "MenuItem").map((item) => [textIn(item, "Prompt"), textIn(item, "URI")]),
        ).toEqual(shown.items.map(({ prompt, uri }) => [carried(prompt), String(uri)]));
      }
      if (shown.kind === "form") {
        expect(textIn(root, "URL")).toBe(shown.url.href);
        expect(
          elementsIn(root, "InputField").map((field) => [textIn(field, "Prompt"), textIn(field, "Default")]),
        ).toEqual(shown.fields.map(({ prompt, value }) => [carried(prompt), carried(value)]));
      }
    }),
    { numRuns: 300 },
  );
});

test("every configuration file is well-formed, and every value arrives whole", () => {
  const parameters = fc.uniqueArray(
    fc.record({ number: fc.nat(99_999), name: fc.constant("Account1_Name"), value: hostile }),
    { selector: ({ number }) => number },
  );
  fc.assert(
    fc.property(parameters, (values) => {
      const [config] = elementsIn(readStrictly(configurationXml(values)), "config");
      if (!config) throw new Error("no config element");
      for (const { number, value } of values) {
        expect(textIn(config, `P${number}`)).toBe(carried(value));
        expect(elementsIn(config, `P${number}`)[0]?.getAttribute("para")).toBe("Account1_Name");
      }
    }),
    { numRuns: 200 },
  );
});

test("the parser of these tests takes nothing that is not XML", () => {
  for (const text of ["", "<a>", "<a></b>", "<a>&nothing;</a>", "<a b=c/>", "<a/><b/>"]) {
    expect(() => readStrictly(text), text).toThrow();
  }
});
