import { expect, test } from "vitest";
import { auditFacts } from "../../../../sim/audit/audit-setup.js";
import { placeholderTooSmall } from "../../../../sim/audit/checks/placeholder-too-small.js";
import { setupFileSchema } from "../../../../sim/model/setup/setup.js";
import { profiles } from "../../backend/sample-setup.js";
import { both, type Change, carefulInput, extension, group, location, policies } from "../careful-setup.js";

/** Ten desks; three users are logged out to the second placeholder, six to the first. */
const second: Change = (input) => {
  input.extensions["9100"] = { name: "Out", role: "placeholder", secret: "s3cret-out", "max-contacts": 10 };
  group("One Template", { "logout-action": "9100" })(input);
  group("Cleaners", {})(input);
  delete input.groups?.["Cleaners"]?.hotdesk?.["logout-action"];
};
const room = (first: number, other = 10) =>
  both(second, extension("9000", { "max-contacts": first }), extension("9100", { "max-contacts": other }));

function found(change: Change): string[] {
  const input = carefulInput();
  change(input);
  const facts = auditFacts(setupFileSchema.parse(input), profiles);
  return placeholderTooSmall.find(facts).map(({ severity, message }) => `${severity}: ${message}`);
}

test("what users leave behind at the end of a day is certain, what they can do by walking is not", () => {
  expect(found(room(10))).toEqual([]);
  expect(found(room(6))).toEqual([
    "warning: 10 desks in new-york, chicago can be logged out to placeholder 9000, which takes 6, if its users walk there: 4 cannot register (403) and cannot be called back",
  ]);
  expect(found(room(5))).toEqual([
    "error: 6 desks in new-york, chicago will be logged out to placeholder 9000, which takes 5: 1 cannot register (403) and cannot be called back",
  ]);
});

test("a location with a placeholder of its own counts for that one alone", () => {
  const bySite = both(
    policies({ "placeholder-choice": "desk-location" }),
    location("new-york", { placeholder: "9000" }),
    location("chicago", { placeholder: "9100" }),
  );
  expect(found(both(room(5, 5), bySite))).toEqual([]);
  expect(found(both(room(5, 4), bySite))).toEqual([
    "error: 5 desks in chicago will be logged out to placeholder 9100, which takes 4: 1 cannot register (403) and cannot be called back",
  ]);
});

test("an overflow lends what its own desks leave free; a blank phone has no 911", () => {
  const overflow = policies({ "placeholder-full": "overflow:9100" });
  expect(found(both(room(3, 10), overflow))).toEqual([]);
  expect(found(both(room(2, 6), overflow))[0]).toMatch(/^error: 6 desks .* takes 5: 1 cannot register/);
  expect(found(both(room(5, 10), policies({ "placeholder-full": "blank" })))[0]).toMatch(
    /: 1 will be blank and cannot call 911$/,
  );
  expect(found(both(room(5, 10), extension("9000", { "remove-existing": true })))[0]).toMatch(
    /: 1 will evict others/,
  );
});

test("without numbers nothing is judged", () => {
  const silent: Change = (input) => {
    for (const each of Object.values(input.locations)) delete each.desks;
  };
  expect(found(both(room(2, 2), silent))).toEqual([]);
});
