import { expect, test } from "vitest";
import { noticeMoment } from "../../../sim/dialplan/notice-moment.js";
import type { Route } from "../../../sim/model/setup/setup.js";
import { twoOffices } from "../backend/pbx/two-offices.js";

const to = ["desk@example.test"];
const atAnswer = { to, on: "call" } as const;
const byPattern = { to, on: "pattern" } as const;

const [plain] = twoOffices().routes;
const routeWith = (notify: Route["notify"]): Route => {
  if (plain === undefined) throw new Error("the setup has no route");
  return { ...plain, notify };
};

// proves: PBX-98
test.each([
  ["a route without notice", undefined, atAnswer, undefined],
  ["by the pattern", byPattern, undefined, "dialled"],
  ["at the answer, where the last route has it so", atAnswer, atAnswer, "answered"],
  ["at the answer, where the last route sends none", atAnswer, undefined, undefined],
  ["at the answer, where the last route sends by the pattern", atAnswer, byPattern, undefined],
] as const)("PBX-98: %s", (_title, own, ofLast, moment) => {
  const route = routeWith(own && { ...own, to });
  const last = routeWith(ofLast && { ...ofLast, to });
  expect(noticeMoment({ routes: [route, last] }, route)).toBe(moment);
});
