import { expect, test } from "vitest";
import { macWithColons, parseExtension, parseMac } from "../../../sim/model/mac.js";
import { createRandom } from "../../../sim/model/random.js";

test.each(["00:1F:C1:aa:bb:cc", "00-1f-c1-aa-bb-cc", "001fc1aabbcc", "001f.c1aa.bbcc"])(
  "%s is a MAC",
  (text) => {
    expect(parseMac(text)).toBe("001fc1aabbcc");
  },
);

test.each(["", "001fc1aabbc", "001fc1aabbcg", "../../etc/passwd"])("%j is no MAC", (text) => {
  expect(parseMac(text)).toBeUndefined();
});

test("a MAC is shown with colons", () => {
  const mac = parseMac("001fc1aabbcc");
  expect(mac && macWithColons(mac)).toBe("00:1f:c1:aa:bb:cc");
});

test("an extension is 1 to 15 digits", () => {
  expect(parseExtension("0012")).toBe("0012");
  for (const text of ["", "12a", "1234567890123456", "+1"]) expect(parseExtension(text)).toBeUndefined();
});

test("the same seed gives the same numbers, another name another row of them", () => {
  const row = (seed: number, name: string): number[] => {
    const random = createRandom(seed).fork(name);
    return [random.next(), random.integer(1, 1000), random.next()];
  };
  expect(row(7, "a")).toEqual(row(7, "a"));
  expect(row(7, "a")).not.toEqual(row(7, "b"));
  expect(row(7, "a")).not.toEqual(row(8, "a"));
});
