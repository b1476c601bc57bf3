import { expect, test } from "vitest";
import { ExchangePlayer } from "../../../sim/capture/exchange-player.js";
import type { RecordedExchange } from "../../../sim/capture/recording.js";

function exchange(path: string, body: string, more: Partial<RecordedExchange> = {}): RecordedExchange {
  return {
    ...{
      method: "GET",
      path,
      contentType: undefined,
      request: {},
      status: 200,
      error: undefined,
      headers: {},
    },
    response: { body },
    ...more,
  };
}

const get = (path: string) => ({ method: "GET", path, body: "" });

test("the same request gets its answers in their order, and the last one again", () => {
  const player = new ExchangePlayer([exchange("/a", "1"), exchange("/b", "x"), exchange("/a", "2")]);
  const asked = ["/a", "/a", "/a", "/b", "/a"].map((path) => player.answerTo(get(path))?.response.body);
  expect(asked).toEqual(["1", "2", "2", "x", "2"]);
  expect(player.answerTo(get("/c"))).toBeUndefined();
  expect(player.answerTo({ ...get("/a"), method: "HEAD" })).toBeUndefined();
});

test("a phone that starts twice does not find itself logged in before it has logged in", () => {
  const player = new ExchangePlayer([
    exchange("/cfg.xml", "blank"),
    exchange("/login", "form"),
    exchange("/submit?extension=1001&pin=•••", "done"),
    exchange("/cfg.xml", "1001"),
  ]);
  const asked = [
    "/cfg.xml",
    "/cfg.xml",
    "/login",
    "/cfg.xml",
    "/submit?extension=1001&pin=9",
    "/cfg.xml",
    "/cfg.xml",
  ];
  expect(asked.map((path) => player.answerTo(get(path))?.response.body)).toEqual([
    "blank",
    "blank",
    "form",
    "blank",
    "done",
    "1001",
    "1001",
  ]);
  expect(player.given).toBe(4);
});

test("a form that was posted: its secret may be anything, its other fields may not", () => {
  const post = exchange("/login", "done", {
    ...{ method: "POST", contentType: "application/x-www-form-urlencoded" },
    request: { body: "extension=1001&pin=•••" },
  });
  const answers = (body: string) =>
    new ExchangePlayer([post]).answerTo({ method: "POST", path: "/login", body })?.response.body;
  expect(answers("pin=2580&extension=1001")).toBe("done");
  expect(answers("pin=2580&extension=1002")).toBeUndefined();
});
