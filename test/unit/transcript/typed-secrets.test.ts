import fc from "fast-check";
import { expect, test } from "vitest";
import { TypedSecrets } from "../../../sim/transcript/typed-secrets.js";

const pin = "71428501";

test.each([
  "http://h/menu?u=1001&again=71428501",
  "/x/71428501/y",
  "your PIN is 71428501.",
  "next=%2Flogin%3Fp%3D71428501%26x",
  "next=%252Flogin%253Fp%253D71428501",
  "p=%37%31%34%32%38%35%30%31",
  "&#55;&#x31;428501",
  "7142 8501",
  "7142-8501",
  "<b>7142</b><b>8501</b>",
  "u1001p71428501",
  '{"a":"\\n71428501"}',
])("K10: %s does not hold a typed PIN any more", (text) => {
  const secrets = new TypedSecrets();
  expect(secrets.redact(text)).toBe(text);
  secrets.add(pin);
  const clean = secrets.redact(text);
  expect(clean).toContain("•••");
  expect(clean).not.toMatch(/7142|8501|%37/);
});

test("K10: other numbers, short texts and numbers in use stay", () => {
  const secrets = new TypedSecrets((text) => text === "1001");
  for (const secret of [pin, "12", "1001", ""]) secrets.add(secret);
  for (const text of ["171428501", "714285012", "12", "1001"]) expect(secrets.redact(text)).toBe(text);
});

test.each([pin, "s3cret-carol.1"])(
  "K10: %s is hidden in every form, whatever stands between its characters",
  (secret) => {
    const formOf = (character: string) =>
      fc.constantFrom(
        ...[character, `%${hexOf(character)}`, `%25${hexOf(character)}`, `&#${character.charCodeAt(0)};`],
        ...[`&#x00${hexOf(character)};`, `\\u00${hexOf(character)}`],
      );
    const gap = fc.array(fc.constantFrom(" ", ".", "-", "/", "<b>", "</b>", '<i class="a 7.1">'), {
      maxLength: 3,
    });
    const written = fc.tuple(...Array.from(secret, (character) => fc.tuple(formOf(character), gap)));
    const around = fc.constantFrom(
      "",
      " ",
      "%3D",
      "%253d",
      "&amp;",
      "\\n",
      "<p>",
      "\\u003d",
      "x=",
      ">",
      "%20<b>",
    );
    const last = secret.length - 1;
    fc.assert(
      fc.property(around, written, around, (before, characters, after) => {
        const secrets = new TypedSecrets();
        secrets.add(secret);
        const text = characters
          .map(([form, between], index) => form + (index < last ? between.join("") : ""))
          .join("");
        expect(secrets.redact(before + text + after)).toBe(`${before}•••${after}`);
      }),
      { numRuns: 500 },
    );
  },
);

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16);
}
