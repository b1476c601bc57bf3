import { expect, test } from "vitest";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { type AppScreen, messageScreen } from "../../../../sim/phone/screen/app-screen.js";
import { Display } from "../../../../sim/phone/screen/display.js";
import type { IdleScreen } from "../../../../sim/phone/screen/idle-screen.js";
import type { ScreenView } from "../../../../sim/transcript/handset-state.js";

const idle: IdleScreen = { kind: "idle", title: "Alice", text: "1001", softkeys: [] };

/** A display, what it drew, and a hand on its clock. */
function create() {
  const drawn: ScreenView[] = [];
  const clock = new ManualClock();
  let mark = "";
  const display = new Display(
    {
      detail: "full",
      hide: () => undefined,
      record: (event) => {
        if (event.type === "screen") drawn.push(event.screen);
      },
    },
    clock,
    45_000,
    () => mark,
  );
  display.idle(idle);
  return {
    display,
    drawn,
    setMark: (text: string) => {
      mark = text;
    },
    clock,
  };
}

const withTimeout = (timeoutMs: number | undefined): AppScreen => ({
  ...messageScreen("Login", "…"),
  timeoutMs,
});

test.each([
  ["the model's", undefined, 45_000],
  ["its own, shorter", 2000, 2000],
  ["its own, longer", 90_000, 90_000],
])("a screen closes after %s time-out without input (T8)", (_whose, timeoutMs, closesAt) => {
  const { display, drawn, clock } = create();
  display.show(withTimeout(timeoutMs));
  clock.advance(closesAt - 1);
  expect(display.app).toBeDefined();
  clock.advance(1);
  expect(display.app).toBeUndefined();
  expect(drawn.at(-1)).toEqual(idle);
});

test("input and every new screen start the time-out again", () => {
  const { display, clock } = create();
  display.show(withTimeout(2000));
  clock.advance(1999);
  display.touch();
  clock.advance(1999);
  display.show(withTimeout(1000));
  clock.advance(999);
  expect(display.app).toBeDefined();
  clock.advance(1);
  expect(display.app).toBeUndefined();
});

test("while an answer is awaited the screen stays", () => {
  const { display, clock } = create();
  display.show(withTimeout(1000));
  display.hold();
  clock.advance(100_000);
  expect(display.app).toBeDefined();
  display.show(withTimeout(1000));
  clock.advance(1000);
  expect(display.app).toBeUndefined();
});

test("a closed display waits for nothing", () => {
  const { display, clock } = create();
  display.show(withTimeout(1000));
  display.close();
  display.touch();
  expect(clock.waiting).toBe(0);
  display.show(withTimeout(1000));
  display.dark();
  expect(clock.waiting).toBe(0);
});

test("the mark stands beside the text of the idle screen, and below an app it waits", () => {
  const { display, drawn, setMark } = create();
  setMark("Do Not Disturb");
  display.remark();
  expect(drawn.at(-1)).toEqual({ ...idle, text: "1001 · Do Not Disturb" });
  display.show(withTimeout(1000));
  setMark("");
  display.remark();
  expect(drawn.at(-1)).toMatchObject({ kind: "text" });
  display.close();
  expect(drawn.at(-1)).toEqual(idle);
});
