import { expect, test } from "vitest";
import { EvictionWatch } from "../../../sim/scenario/eviction-watch.js";
import type { EventBody, TranscriptEvent } from "../../../sim/transcript/event.js";
import { runAll, scenarioOf } from "./scene.js";

type Told = readonly [atMs: number, phone: string | undefined, body: EventBody];

const handset = (mac: string): EventBody => ({
  ...{ type: "handset", model: "CIP250", mac, location: "new-york", address: "127.10.0.5" },
  ...{ lineKeys: 36, keysPerPage: 12, callWithoutRegistration: true },
});
const registered: EventBody = { type: "registration", state: "registered", extension: "9000" };
const contact = (mac: string, bound: boolean): EventBody => ({
  ...{ type: "contact", extension: "9000", mac, bound },
});
const register = (contactText: string): EventBody => ({
  ...{
    type: "sip",
    direction: "sent",
    peer: "127.0.0.1:5060",
    protocol: "udp",
    startLine: "REGISTER sip:pbx SIP/2.0",
  },
  ...{ cseq: "1 REGISTER", callId: "1", repeat: false },
  text: `REGISTER sip:pbx SIP/2.0\r\nTo: <sip:9000@pbx>\r\nContact: ${contactText}\r\nExpires: 0\r\n\r\n`,
});

/** Three phones that are registered, a, b and c, and what happens then. */
function textsOf(told: readonly Told[], removesExisting = true): string[] {
  const watch = new EvictionWatch(() => removesExisting);
  const names = ["a", "b", "c"];
  const before = names.flatMap((name): Told[] => [
    [0, name, handset(name)],
    [0, name, registered],
    [0, undefined, contact(name, true)],
  ]);
  for (const [seq, [atMs, phone, body]] of [...before, ...told].entries()) {
    watch.add({ seq, atMs, ...body, ...(phone === undefined ? {} : { phone }) } as TranscriptEvent);
  }
  return watch.texts();
}

const noRoom = "9000 has no room, and removed the contacts of phones that think they are registered: ";

test("who threw whom out is told, whichever of the two the PBX tells first", () => {
  expect(
    textsOf([
      [1000, undefined, contact("a", false)],
      [1040, undefined, contact("c", true)],
    ]),
  ).toEqual([`${noRoom}a by c`]);
  expect(
    textsOf([
      [1000, undefined, contact("c", true)],
      [1000.2, undefined, contact("a", false)],
    ]),
  ).toEqual([`${noRoom}a by c`]);
});

test("one that comes back by its refresh and throws out the next is a ping-pong", () => {
  expect(
    textsOf([
      [1000, undefined, contact("a", false)],
      [1040, undefined, contact("c", true)],
      [6000, undefined, contact("b", false)],
      [6040, undefined, contact("a", true)],
      [9000, undefined, contact("c", false)],
      [9040, undefined, contact("b", true)],
    ]),
  ).toEqual([
    `${noRoom}a by c, b by a, c by b; 2 of 3 times by one that was thrown out itself before (ping-pong)`,
  ]);
});

test("a phone that leaves by itself, starts or has no power is thrown out by nobody", () => {
  for (const leaves of [
    register("<sip:9000@127.10.0.5>"),
    { type: "power", on: false },
    { type: "registration", state: "failing", extension: "9000" },
  ] as const satisfies readonly EventBody[]) {
    expect(
      textsOf([
        [900, "a", leaves],
        [1000, undefined, contact("a", false)],
        [1040, undefined, contact("c", true)],
      ]),
    ).toEqual([]);
  }
});

test("a contact that ran out is nobody's fault: none came, or the PBX removes none for another", () => {
  expect(textsOf([[1000, undefined, contact("a", false)]])).toEqual([]);
  expect(
    textsOf([
      [1000, undefined, contact("a", false)],
      [9000, undefined, contact("c", true)],
    ]),
  ).toEqual([]);
  const refused = textsOf(
    [
      [1000, undefined, contact("a", false)],
      [1040, undefined, contact("c", true)],
    ],
    false,
  );
  expect(refused).toEqual([]);
});

test("one that unregisters everybody is named with those that do not know it", () => {
  expect(
    textsOf(
      [
        [1000, "c", register("*")],
        [1040, undefined, contact("a", false)],
        [1040, undefined, contact("b", false)],
        [1040, undefined, contact("c", false)],
        [5000, "a", { ...register("<sip:9000@127.10.0.5>;expires=60") } as EventBody],
        [5040, undefined, contact("a", true)],
      ],
      false,
    ),
  ).toEqual(["c unregistered everybody on 9000 (Contact: *), and these think they are registered: a, b"]);
});

test("a scenario on our own PBX has the note, and is judged by nothing but its steps for it", async () => {
  const evicted = scenarioOf(
    "The third of two",
    `with: { extensions: { "9000": { max-contacts: 2, remove-existing: true } } }
phones: { desk: { model: CIP250, location: new-york, count: 3 } }
emergency: { mistaken: [desk-1] }
steps:
  - assign: { phone: desk, extension: "9000", template: Logged Out, layout: logout-250 }
  - power-on: desk-1
  - expect: { phone: desk-1, registered: "9000" }
  - power-on: desk-2
  - expect: { phone: desk-2, registered: "9000" }
  - power-on: desk-3
  - expect: { phone: desk-3, registered: "9000" }
  - expect: { contacts: { "9000": 2 } }
`,
  );
  const { summary } = await runAll([evicted]);
  expect(summary.scenarios[0]).toMatchObject({ verdict: "passed", notes: [`${noRoom}desk-1 by desk-3`] });
});
