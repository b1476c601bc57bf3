import fc from "fast-check";
import { expect, test } from "vitest";
import { fittingXml } from "../../../../sim/backend/web/fit-page.js";
import { loginMenu } from "../../../../sim/backend/web/login-pages.js";
import { elementsIn, readStrictly, textIn } from "./strict-xml.js";

const frame = { apps: "http://pbx.example:8080", timeoutSeconds: 45 };
const flow = "9b2d6c1e-0000-4000-8000-000000000000";
const maxBytes = 10_000;

/** All prompts that a user sees who always takes the last item that leads on. */
function walk(names: readonly string[], limit = maxBytes): { prompts: string[]; pages: number } {
  const choices = names.map((name) => ({ name, description: name }));
  const prompts: string[] = [];
  let from = 0;
  for (let pages = 1; ; pages++) {
    const xml = fittingXml(loginMenu(frame, flow, { list: "templates", choices }, from), limit);
    if (limit === maxBytes) expect(Buffer.byteLength(xml)).toBeLessThanOrEqual(limit);
    const items = elementsIn(readStrictly(xml), "MenuItem").map((item) => [
      textIn(item, "Prompt"),
      textIn(item, "URI"),
    ]);
    const next = items
      .map(([, uri = ""]) => new URL(uri))
      .find((uri) => uri.pathname === "/apps/login/list/templates");
    prompts.push(...items.slice(0, next ? -1 : undefined).map(([prompt = ""]) => prompt));
    if (!next) return { prompts, pages };
    expect(items.at(-1)?.[0]).toBe("More…");
    from = Number(next.searchParams.get("from"));
  }
}

test("a short list is one page without More", () => {
  expect(walk(["EST Default", "CST Default"])).toEqual({ prompts: ["EST Default", "CST Default"], pages: 1 });
});

test("three hundred templates come in pages of at most 10,000 bytes, each exactly once", () => {
  const names = Array.from({ length: 300 }, (_, index) => `Template ${index + 1}`);
  const { prompts, pages } = walk(names);
  expect(prompts).toEqual(names);
  expect(pages).toBeGreaterThan(1);
});

test("any names: each exactly once, cut to what a display has room for", () => {
  const name = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 300 })
    .filter((text) => text.trim() !== "");
  fc.assert(
    fc.property(fc.array(name, { maxLength: 60 }), (names) => {
      const { prompts } = walk(names);
      expect(prompts).toHaveLength(names.length);
      for (const prompt of prompts) expect(Array.from(prompt).length).toBeLessThanOrEqual(100);
    }),
    { numRuns: 50 },
  );
});

test("a phone that takes next to nothing gets one item at a time", () => {
  expect(walk(["a", "b", "c"], 500)).toEqual({ prompts: ["a", "b", "c"], pages: 3 });
});

test("a description of blanks is replaced by the name", () => {
  const page = loginMenu(
    frame,
    flow,
    { list: "layouts", choices: [{ name: "user-270", description: " " }] },
    0,
  );
  expect(page.items[0]?.prompt).toBe("user-270");
});
