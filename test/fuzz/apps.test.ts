import fc from "fast-check";
import { expect, test } from "vitest";
import { anyDocument, anyLeaf, element } from "./support/any-document.js";
import { testTimeoutMs } from "./support/budget.js";
import { fuzz } from "./support/fuzz.js";
import { attempt, createFuzzedDesk, type FuzzedDesk } from "./support/fuzzed-desk.js";
import { serveBlankPhone, serveLogin, serveUserPhone } from "./support/honest-pages.js";
import { anyReply, startHostileWeb } from "./support/hostile-web.js";

const roots = [
  "TextMenu",
  "TextScreen",
  "InputScreen",
  "Execute",
  "Directory",
  "hl_provision",
  "constructor",
];

const attribute = fc.constantFrom(
  'Beep="yes"',
  'Timeout="0.02"',
  'Timeout="1e99"',
  'Timeout="999999999"',
  'defaultIndex="7"',
  'password="yes"',
  'type="number"',
  'index="1"',
  '__proto__="1"',
  'x="&quot;"',
);

const uri = fc.constantFrom(
  "SoftKey:Exit",
  "SoftKey:Submit",
  "SoftKey:Select",
  "SoftKey:Dial",
  "Command:Provision",
  "Command:Reboot",
  "Command:FactoryReset",
  "/app",
  "/next",
  "next?pin=1234&amp;x=",
  "http://",
  "http://other.example.test/",
  "tel:911",
  "",
);

const leaf = fc.oneof(
  anyLeaf(["Title", "Text", "Prompt", "Parameter", "Default", "Label", "x"]),
  uri.map((address) => `<URI>${address}</URI>`),
  uri.map((address) => `<URL>${address}</URL>`),
  uri.map((address) => `<ExecuteItem URI="${address}"/>`),
);
const children = (child: fc.Arbitrary<string>) =>
  fc.array(child, { maxLength: 8 }).map((all) => all.join(""));
const branch = element(fc.constantFrom("MenuItem", "InputField", "SoftKey"), attribute, children(leaf));
const object = element(fc.constantFrom(...roots), attribute, children(fc.oneof(leaf, branch)));

/** What a hand does next: a softkey or an item by its place, or digits. */
const hand = fc.oneof(
  fc.record({ does: fc.constant("softkey" as const), place: fc.nat({ max: 3 }) }),
  fc.record({ does: fc.constant("pick" as const), place: fc.nat({ max: 8 }) }),
  fc.record({ does: fc.constant("type" as const), text: fc.stringMatching(/^[0-9*#a]{0,20}$/) }),
);
type Hand = typeof hand extends fc.Arbitrary<infer Value> ? Value : never;

function move({ handset }: FuzzedDesk, input: Hand): Promise<void> {
  switch (input.does) {
    case "softkey":
      return handset.softkey(handset.view.screen.softkeys[input.place] ?? "none");
    case "pick":
      return handset.pick(input.place);
    case "type":
      return handset.type(input.text);
  }
}

const isBlank: Parameters<FuzzedDesk["until"]>[1] = ({ state }) => state === "BLANK";

test("whatever an app server sends, the phone stays a phone", { timeout: testTimeoutMs }, async () => {
  const web = await startHostileWeb();
  serveBlankPhone(web);
  const desk = createFuzzedDesk({ configServer: web.url });
  await desk.handset.powerOn();

  const reply = anyReply(anyDocument(object));
  const input = fc.record({ first: reply, next: reply, hands: fc.array(hand, { maxLength: 4 }) });
  await fuzz("apps", input, async ({ first, next, hands }) => {
    await desk.until("a blank phone", isBlank);
    web.replies.set("/app", first);
    web.replies.set("/next", next);
    await attempt(desk.handset.pressKey("App"));
    for (const each of hands) await attempt(move(desk, each));
    expect(JSON.stringify(desk.handset.view).length).toBeLessThan(200_000);
    expect(desk.bugs).toEqual([]);
  });

  await desk.until("a blank phone", isBlank);
  serveLogin(web);
  await desk.handset.pressKey("App");
  await desk.handset.type("1001");
  serveUserPhone(web);
  await desk.handset.softkey("Submit");
  await desk.until("a user's phone", ({ state, extension }) => state === "READY" && extension === "1001");
});
