import { afterEach, beforeEach, expect, test } from "vitest";
import { accountOf, configFile, lineKey } from "../support/config-file.js";
import { createDesk, type TestDesk, testMac } from "../support/desk.js";
import { profileOf } from "../support/profile.js";
import { startWebServer, type WebServer } from "../support/web-server.js";

const profile = profileOf("CIP270");
const pin = "71428501";
let web: WebServer;
let desk: TestDesk;

beforeEach(async () => {
  web = await startWebServer();
  web.replies.set(
    `/cfg${testMac}.xml`,
    configFile(accountOf(profile, undefined), lineKey(profile, 1, "app-url", "App", `${web.url}/app`)),
  );
});
afterEach(() => web.stop());

/** Types the PIN into the form and sends it; the server answers with that page. */
async function submit(attributes: string, answer: string): Promise<void> {
  web.replies.set(
    "/app",
    `<InputScreen><URL>/s</URL><InputField ${attributes}><Prompt>Code</Prompt><Parameter>code</Parameter>` +
      "</InputField></InputScreen>",
  );
  web.replies.set("/s", answer);
  desk = createDesk({ configServer: web.url });
  await desk.handset.powerOn();
  await desk.until("state", ({ state }) => state === "BLANK");
  await desk.handset.pressKey("App");
  await desk.handset.type(pin);
  await desk.handset.softkey("Submit");
}

test.each(['password="yes"', 'password="Yes"', 'password="true"', 'Password="yes"', 'type="password"'])(
  "K9: what is typed into a field with %s reaches the server, and no record",
  async (attributes) => {
    await submit(attributes, "<TextScreen><Text>Welcome</Text></TextScreen>");
    expect(web.requests.at(-1)?.url).toBe(`/s?code=${pin}`);
    expect(JSON.stringify(desk.events)).toContain("Welcome");
    expect(JSON.stringify(desk.events)).not.toContain(pin);
  },
);

test.each([
  ["in the address of a menu item", menuTo(`/again?x=${pin}`)],
  ["in the path of one", menuTo(`/again/${pin}/x`)],
  ["in an escaped address", menuTo(`/again?next=%2Fs%3Fcode%3D${pin}`)],
  [
    "in the text of a menu item",
    `<TextMenu><MenuItem><Prompt>${pin}</Prompt><URI>/x</URI></MenuItem></TextMenu>`,
  ],
  ["in a title", `<TextScreen><Title>${pin}</Title><Text>x</Text></TextScreen>`],
  ["in a text", `<TextScreen><Text>Your PIN is ${pin}.</Text></TextScreen>`],
  ["written with entities", `<TextScreen><Text>&#55;&#x31;428501</Text></TextScreen>`],
  [
    "as the default of an open field",
    `<InputScreen><URL>/t</URL><InputField><Prompt>x</Prompt><Parameter>x</Parameter><Default>${pin}</Default></InputField></InputScreen>`,
  ],
  ["in what is no XML", `error: ${pin} is wrong`],
  ["as a command", `<Execute><ExecuteItem URI="Command:${pin}"/></Execute>`],
])("K10: a PIN that the server repeats %s is in no record", async (_where, answer) => {
  await submit('password="yes"', answer);
  const { screen } = desk.handset.view;
  if (screen.kind === "menu") await desk.handset.pick(1);
  expect(web.requests.at(-1)?.url).toContain(screen.kind === "menu" ? "/" : `/s?code=${pin}`);
  expect(desk.all("http").at(-1)?.direction).toBe("response");
  expect(JSON.stringify(desk.events)).not.toContain(pin);
});

function menuTo(uri: string): string {
  return `<TextMenu><MenuItem><Prompt>Go</Prompt><URI>${uri}</URI></MenuItem></TextMenu>`;
}
