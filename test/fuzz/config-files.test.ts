import fc from "fast-check";
import { expect, test } from "vitest";
import { lineKeyParameter } from "../../sim/model/profile/line-key-parameters.js";
import { accountOf, configFile } from "../unit/phone/support/config-file.js";
import { anyDocument } from "./support/any-document.js";
import { testTimeoutMs } from "./support/budget.js";
import { fuzz } from "./support/fuzz.js";
import { attempt, createFuzzedDesk, fuzzedProfile, serverName } from "./support/fuzzed-desk.js";
import { ownFile, serveBlankPhone } from "./support/honest-pages.js";
import { anyReply, page, startHostileWeb } from "./support/hostile-web.js";

/** Parameters that mean something to the phone. */
const known: readonly number[] = [
  ...fuzzedProfile.accountParameters.flatMap((account) => Object.values(account)),
  ...fuzzedProfile.sipProfileParameters.flatMap((sipProfile) => Object.values(sipProfile)),
  ...Object.values(fuzzedProfile.settingParameters),
  fuzzedProfile.pagingParameters.address.base,
  fuzzedProfile.pagingParameters.label.base,
];

const keyTypes = Object.values(fuzzedProfile.keyTypes);

const value = fc.oneof(
  fc.constantFrom("", "0", "1", "2", "3", "-1", "1e9", "99999999999", "1001", "*97", "911", "__proto__"),
  fc.constantFrom(
    "127.0.0.1:9",
    serverName,
    `${serverName}:9`,
    "other.example.test",
    "[::1]:5060",
    "a b",
    ":",
  ),
  fc.constantFrom(`http://${serverName}/`, "https://127.0.0.1:9/", "SoftKey:Exit", "\r\nVia: x", "%00%zz"),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.constantFrom(1000, 60_000).map((length) => "?".repeat(length)),
);

const parameter = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...known), value) },
  { weight: 1, arbitrary: fc.tuple(fc.nat({ max: 999_999 }), value) },
);

/** A key of a type that there is, with any value. */
const key = fc
  .tuple(fc.integer({ min: 1, max: 45 }), fc.constantFrom(...keyTypes), value)
  .map(([number, type, text]): [number, string][] => [
    [lineKeyParameter(fuzzedProfile, number, "type") ?? 0, String(type)],
    [lineKeyParameter(fuzzedProfile, number, "value") ?? 0, text],
  ]);

/** An account that could be used, so that other parameters count. */
const account: readonly [number, string][] = [
  [fuzzedProfile.accountParameters[0]?.active ?? 0, "1"],
  [fuzzedProfile.accountParameters[0]?.user ?? 0, "1001"],
  [fuzzedProfile.sipProfileParameters[0]?.server ?? 0, "127.0.0.1:9"],
];

const file = fc
  .record({
    usable: fc.boolean(),
    parameters: fc.array(parameter, { maxLength: 30 }),
    keys: fc.array(key, { maxLength: 10 }),
  })
  .map(({ usable, parameters, keys }) => {
    const all = [...(usable ? account : []), ...keys.flat(), ...parameters];
    const elements = all.map(([number, text]) => `<P${number} para="x">${escaped(text)}</P${number}>`);
    return `<hl_provision version="1"><config version="1">${elements.join("")}</config></hl_provision>`;
  });

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

test("whatever a configuration server sends, the phone starts and can be repaired", {
  timeout: testTimeoutMs,
}, async () => {
  const web = await startHostileWeb();
  serveBlankPhone(web);
  const desk = createFuzzedDesk({ configServer: web.url });
  const { handset } = desk;
  await handset.powerOn();
  const isUp = () => !["OFF", "BOOT", "SWITCH"].includes(handset.view.state);
  await desk.until("a start", isUp);

  const input = fc.record({ reply: anyReply(anyDocument(file)), pressed: fc.integer({ min: 1, max: 36 }) });
  await fuzz("configuration files", input, async ({ reply, pressed }) => {
    web.replies.set(ownFile, reply);
    await handset.powerOff();
    await handset.powerOn();
    await desk.until("a start", isUp);
    const { keys } = handset.view;
    expect(keys.every(({ key: number }) => number >= 1 && number <= fuzzedProfile.lineKeys)).toBe(true);
    await attempt(handset.pressKey(pressed));
    expect(desk.bugs).toEqual([]);
  });

  // A whole file, as ours are: an absent parameter would leave what the last server said.
  const whole = Object.fromEntries(known.map((number) => [number, ""]));
  const user = accountOf(fuzzedProfile, { extension: "1001", server: "127.0.0.1:9" });
  web.replies.set(ownFile, page(configFile(whole, user)));
  await handset.powerOff();
  await handset.powerOn();
  await desk.until("a user's phone", ({ state, extension }) => state === "READY" && extension === "1001");
});
