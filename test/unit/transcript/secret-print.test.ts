import { expect, test } from "vitest";
import { secretPrint } from "../../../sim/transcript/secret-print.js";

test("a secret keeps its print, however many others were asked for in between", () => {
  const secrets = Array.from({ length: 10_001 }, (_each, index) => `secret-${index}`);
  const prints = secrets.map(secretPrint);
  expect(new Set(prints).size).toBe(secrets.length);
  expect(secrets.map(secretPrint)).toEqual(prints);
});
