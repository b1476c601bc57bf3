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
