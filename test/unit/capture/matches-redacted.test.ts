import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesPath, matchesRedacted } from "../../../sim/capture/matches-redacted.js";

test.each([
  ["/cfg1.xml", "/cfg1.xml", true],
  ["/cfg1.xml", "/cfg2.xml", false],
  ["/s?pin=•••&extension=1001", "/s?extension=1001&pin=2580", true],
  ["/s?pin=•••&extension=1001", "/s?extension=1002&pin=2580", false],
  ["/s?pin=•••", "/s?pin=2580&more=1", false],
  ["/s?pin=•••", "/s", false],
  ["/s?a=x%20y", "/s?a=x+y", true],
  ["/a%20b", "/a b", true],
  ["/s?pin=•••&x=a%", "/s?pin=&x=a%", true],
])("%s and %s: %s", (recorded, asked, fits) => {
  expect(matchesPath(recorded, asked)).toBe(fits);
});

test("whatever stood where a secret was taken out fits, and a text without secrets fits itself alone", () => {
  const part = fc.string({ maxLength: 6 }).filter((text) => !text.includes("•"));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), part, (parts, secret) => {
      expect(matchesRedacted(parts.join("•••"), parts.join(secret))).toBe(true);
    }),
  );
  fc.assert(
    fc.property(part, part, (left, right) => {
      expect(matchesRedacted(left, right)).toBe(left === right);
    }),
  );
});
