import { afterEach, beforeEach, expect, test } from "vitest";
import type { Clock } from "../../../../sim/model/clock.js";
import type { HandsetOptions } from "../../../../sim/phone/handset-options.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import { accountOf, configFile, lineKey } from "../support/config-file.js";
import { createDesk, testMac } from "../support/desk.js";
import { profileOf } from "../support/profile.js";
import { startWebServer, type WebServer } from "../support/web-server.js";

const profile = profileOf("CIP270");
let web: WebServer;
beforeEach(async () => {
  web = await startWebServer();
  web.replies.set(
    `/cfg${testMac}.xml`,
    configFile(accountOf(profile, undefined), lineKey(profile, 1, "app-url", "App", `${web.url}/app`)),
  );
});
afterEach(() => web.stop());

/** A blank phone with a key for the app, which was pressed. */
async function deskInApp(app: string, changes: Partial<HandsetOptions> = {}) {
  web.replies.set("/app", app);
  const desk = createDesk({ configServer: web.url, ...changes });
  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "BLANK");
  await desk.handset.pressKey("App");
  return desk;
}

/** The real clock, but for timers of that many milliseconds: they are due when the test says so. */
function clockThatPasses(ms: number) {
  const waiting = new Set<() => void>();
  const clock: Clock = {
    ...systemClock,
    after: (delayMs, action) => {
      if (delayMs !== ms) return systemClock.after(delayMs, action);
      waiting.add(action);
      return () => waiting.delete(action);
    },
  };
  const pass = (): void => {
    for (const action of [...waiting]) {
      waiting.delete(action);
      action();
    }
  };
  return { clock, pass };
}

const menu = (title: string, ...items: [string, string][]) =>
  `<TextMenu><Title>${title}</Title>${items
    .map(([prompt, uri]) => `<MenuItem><Prompt>${prompt}</Prompt><URI>${uri}</URI></MenuItem>`)
    .join("")}</TextMenu>`;
const text = (title: string, attributes = "") =>
  `<TextScreen ${attributes}><Title>${title}</Title><Text>…</Text></TextScreen>`;

test("menus lead to menus, page after page, and Cancel leaves from any of them", async () => {
  web.replies.set("/more", menu("Two", ["Three", "/three"]));
  web.replies.set("/three", text("Three"));
  const desk = await deskInApp(menu("One", ["First", "/first"], ["More…", "/more"]));

  await desk.handset.pick("More…");
  expect(desk.handset.view.screen).toMatchObject({ kind: "menu", title: "Two", items: ["Three"] });
  await desk.handset.pick(1);
  expect(desk.handset.view.screen).toMatchObject({ kind: "text", title: "Three" });

  await desk.handset.pressKey("App");
  await desk.handset.pick("More…");
  await desk.handset.softkey("Cancel");
  expect(desk.handset.view).toMatchObject({ state: "BLANK", screen: { kind: "idle" } });
});

test("a softkey may lead to an address, and may leave", async () => {
  web.replies.set("/help", text("Help"));
  const softkeys = [
    ["Help", "/help"],
    ["Quit", "SoftKey:Exit"],
  ].map(([label, uri]) => `<SoftKey><Label>${label}</Label><URI>${uri}</URI></SoftKey>`);
  const desk = await deskInApp(`<TextScreen><Text>x</Text>${softkeys.join("")}</TextScreen>`);
  await desk.handset.softkey("Help");
  expect(desk.handset.view.screen).toMatchObject({ title: "Help" });

  await desk.handset.pressKey("App");
  await desk.handset.softkey("Quit");
  expect(desk.handset.view.screen.kind).toBe("idle");
});

test.each(["SoftKey:Dial", "tel:911", "Dial:911", "sip:911@127.0.0.1", "javascript:1"])(
  "an app cannot make the phone do %s",
  async (uri) => {
    const desk = await deskInApp(menu("One", ["First", uri]));
    await desk.handset.pick(1);
    expect(desk.handset.view).toMatchObject({
      state: "BLANK",
      calls: [],
      screen: { title: "Error", text: "not an http address" },
    });
  },
);

test("a screen closes after the time-out that it brings, one after another (T8)", async () => {
  web.replies.set("/next", text("Short", 'Timeout="0.05"'));
  const desk = await deskInApp(menu("Long", ["Next", "/next"]));
  const before = desk.events.length;
  await desk.handset.pick("Next");
  const states = desk.all("state").length;
  await desk.until("screen", ({ screen }) => screen.kind === "idle", before);
  expect(desk.all("state")).toHaveLength(states);
});

test("an answer that takes longer than the screen has is still shown", async () => {
  let answer: (() => void) | undefined;
  const asked = new Promise<void>((resolve) => {
    web.replies.set("/slow", (_request, response) => {
      answer = () => response.writeHead(200, { "Content-Type": "text/xml" }).end(text("Slow"));
      resolve();
    });
  });
  const { clock, pass } = clockThatPasses(50);
  const desk = await deskInApp(
    `<TextScreen Timeout="0.05"><Text>x</Text>
    <SoftKey><Label>Go</Label><URI>/slow</URI></SoftKey></TextScreen>`,
    { clock },
  );
  const before = desk.events.length;
  const pressed = desk.handset.softkey("Go");
  await asked;
  pass();
  answer?.();
  await pressed;
  const screens = desk.events
    .slice(before)
    .flatMap((event) => (event.type === "screen" ? [event.screen] : []));
  expect(screens).toMatchObject([{ title: "Slow" }]);
});

test("who cancels while an answer is awaited never sees it", async () => {
  let answer: (() => void) | undefined;
  const asked = new Promise<void>((resolve) => {
    web.replies.set("/slow", (_request, response) => {
      answer = () => response.end(`<Execute Beep="yes"><ExecuteItem URI="Command:Reboot"/></Execute>`);
      resolve();
    });
  });
  const desk = await deskInApp(menu("One", ["Slow", "/slow"]));
  const picked = desk.handset.pick("Slow");
  await asked;
  await desk.handset.softkey("Cancel");
  answer?.();
  await picked;
  expect(desk.handset.view).toMatchObject({ state: "BLANK", screen: { kind: "idle" } });
  expect(desk.all("beep")).toEqual([]);
});

test("a screen that beeps beeps when it comes", async () => {
  const desk = await deskInApp(text("Ready", 'Beep="yes"'));
  const [beep] = desk.all("beep");
  const shown = desk.all("screen").find(({ screen }) => screen.kind === "text");
  expect(beep?.seq).toBeLessThan(shown?.seq ?? 0);
});

test.each([
  [
    "a document type",
    '<!DOCTYPE a [<!ENTITY a "x">]><TextScreen><Text>&a;</Text></TextScreen>',
    /document type/,
  ],
  ["deep nesting", `${"<a>".repeat(1000)}${"</a>".repeat(1000)}`, /deep/],
  // To decide: the objects of this family have InputFields, and a guess could show a PIN.
  [
    "a single-field form of other makers",
    '<InputScreen type="number" password="yes"><Title>PIN</Title><Prompt>PIN</Prompt><URL>/s</URL><Parameter>pin</Parameter><Default>4711</Default></InputScreen>',
    /a form without fields/,
  ],
])("an app with %s gives a message", async (_what, app, message) => {
  const desk = await deskInApp(app);
  expect(desk.handset.view.screen).toMatchObject({ title: "Error", text: expect.stringMatching(message) });
});

test("a page of another type gives a message", async () => {
  const desk = await deskInApp("");
  web.replies.set("/app", (_request, response) => {
    response.writeHead(200, { "Content-Type": "text/html" }).end(text("Login"));
  });
  await desk.handset.pressKey("App");
  expect(desk.handset.view.screen).toMatchObject({ title: "Error", text: "not XML: text/html" });
});
