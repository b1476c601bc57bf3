import { afterEach, expect, test } from "vitest";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { type StartedWeb, startWeb } from "./start-web.js";

const known = "ClearlyIP CIP270 2.42.6.3.36 00:1f:c1:00:00:01";
const clock = new ManualClock();
let web: StartedWeb;

afterEach(() => web.stop());

async function ask(path: string, userAgent: string): Promise<number> {
  const url = `${new URL(web.configServer).origin}${path}`;
  return (await fetch(url, { headers: { "user-agent": userAgent } })).status;
}

const told = (): string[] =>
  web.events.flatMap((event) =>
    event.type === "backend-note" && event.level === "warn" ? [event.text] : [],
  );

test("a phone that is refused leaves a line that says who, what, why and what to do", async () => {
  web = await startWeb({ clock });
  expect(await ask("/provisioning/cfg001fc1000001.xml", "Other CIP270/1.0")).toBe(403);
  expect(await ask("/provisioning/cfg001fc1000002.xml", known)).toBe(403);
  expect(await ask("/provisioning/cfg.xml", known)).toBe(404);
  expect(await ask("/apps/login?pin=46028177", "x\u009b2J")).toBe(403);
  expect(told()).toEqual([
    expect.stringMatching(
      /^refused 127\.0\.0\.1: GET \/provisioning\/cfg001fc1000001\.xml: 403 Unknown phone; User-Agent "Other CIP270\/1\.0"\. .*http-user-agent/,
    ),
    expect.stringMatching(/cfg001fc1000002\.xml: 403 This file is another phone's; .*MAC/),
    expect.stringMatching(/GET \/provisioning\/cfg\.xml: 404 No such file; .*cfg<mac>\.xml/),
  ]);
  expect(JSON.stringify(web.events)).not.toContain("46028177");
});

test("the names that a boot asks for before its own file are not logged", async () => {
  web = await startWeb({ clock });
  for (const name of ["cfg0052.xml", "cfg001fc1000001"]) {
    expect(await ask(`/provisioning/${name}`, known)).toBe(404);
  }
  expect(await ask("/provisioning/cfg001fc1000001.xml", known)).toBe(200);
  expect(told()).toEqual([]);
  expect(await ask("/provisioning/cfg001fc1000002", known)).toBe(404);
  expect(told()).toHaveLength(1);
});

test("one line an address and reason in ten minutes, the next one counts; nothing long is kept", async () => {
  web = await startWeb({ clock });
  for (let times = 0; times < 20; times += 1) {
    await ask(`/provisioning/cfg001fc1000001.xml`, "y".repeat(4000));
  }
  expect(told()).toHaveLength(1);
  clock.advance(600_000);
  await ask(`/${"z".repeat(4000)}`, "y");
  await ask("/provisioning/cfg001fc1000001.xml", "y");
  expect(told()).toHaveLength(3);
  expect(told()[2]).toContain("(19 more like it since the last line)");
  for (const text of told()) expect(text.length).toBeLessThan(600);
});
