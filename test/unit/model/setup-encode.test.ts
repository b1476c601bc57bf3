import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { policiesSchema } from "../../../sim/model/setup/policies.js";
import { type SetupInput, setupFileSchema } from "../../../sim/model/setup/setup.js";

const folder = "scenarios/setups";

test.each(readdirSync(folder))("%s written back says the same", (file) => {
  const setup = setupFileSchema.parse(parse(readFileSync(join(folder, file), "utf8")));
  const written: SetupInput = z.encode(setupFileSchema, setup);
  expect(setupFileSchema.parse(written)).toEqual(setup);
});

test("policies with an argument are written back with it", () => {
  const minute = fc.integer({ min: 0, max: 59 }).map((each) => String(each).padStart(2, "0"));
  const tens = fc.integer({ min: 1, max: 100_000 }).map((each) => each / 10);
  const written = fc.record({
    "auto-logout": fc.oneof(
      fc.constant("off"),
      tens.map((minutes) => `idle:${minutes}`),
      minute.map((each) => `daily:07:${each}`),
    ),
    "placeholder-full": fc.constantFrom("retry", "blank", "overflow:9001"),
    "pin-lockout": fc.oneof(
      fc.constantFrom("extension" as const, "off" as const),
      fc.record({ by: fc.constant("both" as const), window: tens.map((seconds) => `${seconds}s`) }),
    ),
  });
  fc.assert(
    fc.property(written, (input) => {
      const policies = policiesSchema.parse(input);
      expect(policiesSchema.parse(z.encode(policiesSchema, policies))).toEqual(policies);
    }),
  );
});
