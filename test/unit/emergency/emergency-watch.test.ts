import { expect, test } from "vitest";
import type { Setup } from "../../../sim/model/setup/setup.js";
import { secretPrint } from "../../../sim/transcript/secret-print.js";
import { configured, twoOffices, watchedDesk } from "./watched-desk.js";

const minuteMs = 60_000;

/** Its emergency route is open at these hours alone. */
function openAt(range: string): Setup {
  const [emergency, ...others] = twoOffices.routes;
  if (!emergency) throw new Error("the setup has an emergency route");
  return {
    ...twoOffices,
    routes: [{ ...emergency, timeGroup: "Office" }, ...others],
    timeGroups: { Office: { ranges: [range], timeZone: undefined } },
  };
}

test("the password is that which the phone has read, whatever the setup said at that moment", () => {
  const desk = watchedDesk();
  const { secret } = twoOffices.extensions["9000"] ?? { secret: "" };
  const another = { path: "none", link: "E5", missing: "the password of 9000 is not what the phone has" };
  desk.tell(configured(secretPrint(secret)), "desk");
  expect(desk.paths.at(-1)).toMatchObject({ path: "good" });
  // It goes back to a file of before.
  desk.tell(configured(secretPrint("of-yesterday")), "desk");
  expect(desk.paths.at(-1)).toEqual(another);
  // It keeps what it has, where nothing usable comes.
  desk.tell(configured(secretPrint(secret)), "desk");
  desk.tell(configured(secretPrint("of-yesterday"), "kept"), "desk");
  expect(desk.paths.at(-1)).toEqual(another);
});

test("a route that closes while nothing happens is told at that minute, and when it opens again (PBX-88)", () => {
  // It is 07:09:03.
  const desk = watchedDesk(openAt("06:00-07:29|*|*|*"));
  const before = desk.paths.length;
  const since = () => desk.paths.slice(before);
  expect(desk.paths.at(-1)).toMatchObject({ path: "good" });
  desk.clock.advance(20 * minuteMs);
  expect(since()).toEqual([]);
  desk.clock.advance(57_000);
  expect(since()).toMatchObject([{ path: "none", link: "E6" }]);
  desk.clock.advance(22.5 * 60 * minuteMs - 1);
  expect(since()).toHaveLength(1);
  desk.clock.advance(1);
  expect(since()).toMatchObject([{ path: "none" }, { path: "good" }]);
});

test("… by a clock that a laboratory moves or stops, and as the setup has it then", () => {
  const desk = watchedDesk(openAt("06:00-07:29|*|*|*"));
  const at = (time: string): number => Date.parse(`2026-11-22T${time}Z`);
  desk.tell({ type: "clock", wallMs: at("07:29:58"), frozen: false });
  desk.clock.advance(2000);
  expect(desk.paths.at(-1)).toMatchObject({ path: "none", link: "E6" });
  desk.tell({ type: "clock", wallMs: at("07:29:58"), frozen: true });
  expect(desk.paths.at(-1)).toMatchObject({ path: "good" });
  desk.clock.advance(minuteMs);
  expect(desk.paths.at(-1)).toMatchObject({ path: "good" });
  expect(desk.clock.waiting).toBe(0);
  desk.tell({ type: "clock", wallMs: at("07:29:58"), frozen: false });
  desk.apply(openAt("06:00-07:30|*|*|*"));
  desk.clock.advance(2000);
  expect(desk.paths.at(-1)).toMatchObject({ path: "good" });
  desk.clock.advance(minuteMs);
  expect(desk.paths.at(-1)).toMatchObject({ path: "none", link: "E6" });
});

test("no timer runs where no route has hours, and none when the phones are gone", () => {
  expect(watchedDesk().clock.waiting).toBe(0);
  const desk = watchedDesk(openAt("06:00-07:29|*|*|*"));
  expect(desk.clock.waiting).toBe(1);
  desk.tell({ type: "tear-down" });
  expect(desk.clock.waiting).toBe(0);
});
