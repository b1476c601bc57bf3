import fc from "fast-check";
import { expect, test } from "vitest";
import { applySetupChanges, changesBetween } from "../../../../sim/model/setup/setup-changes.js";

/** As setups have it: sections, entries, fields, and fields of fields below which all is one value. */
const word = fc.string({ maxLength: 4 });
const field = fc.oneof(word, fc.integer(), fc.array(word, { maxLength: 3 }));
const key = fc.constantFrom("a", "b", "c", "constructor");
const value = fc.oneof(field, fc.dictionary(key, fc.oneof(field, fc.dictionary(key, field))));
const content = fc.dictionary(
  key,
  fc.oneof(field, fc.dictionary(key, fc.oneof(field, fc.dictionary(key, value)))),
);

test("the changes between two contents lead from one to the other, and there are none between equals", () => {
  fc.assert(
    fc.property(content, content, (from, to) => {
      expect(applySetupChanges(from, changesBetween(from, to))).toEqual(to);
      expect(changesBetween(from, from)).toEqual({});
    }),
  );
});

test("only what differs is named", () => {
  const from = { templates: { Day: { zone: "-5", port: 1 }, Old: {} } };
  const to = { templates: { Day: { zone: "-8", port: 1 }, Night: {} } };
  expect(changesBetween(from, to)).toEqual({ templates: { Day: { zone: "-8" }, Old: null, Night: {} } });
});
