import { expect, test } from "vitest";
import type { EventBody } from "../../../sim/transcript/event.js";
import { FleetView } from "../../../sim/transcript/fleet-view.js";
import { HandsetDirectory } from "../../../sim/transcript/handset-directory.js";

const introduced = (mac: string, address: string): EventBody => ({
  type: "handset",
  model: "CIP250",
  mac,
  location: "new-york",
  address,
  lineKeys: 28,
  keysPerPage: 7,
  callWithoutRegistration: true,
});

const configured = (extension: string): EventBody => ({
  type: "config",
  outcome: "applied",
  file: "cfg.xml",
  extension,
  accountLabel: extension,
  keys: [],
  dropped: [],
  settings: {},
});

const fleet: readonly (readonly [string, EventBody])[] = [
  ["lobby", introduced("001fc1000001", "127.10.0.5")],
  ["hall", introduced("001fc1000002", "127.10.0.50")],
  ["attic", introduced("001fc1000003", "127.10.0.7")],
  ["lobby", configured("1008")],
  ["hall", configured("9000")],
  ["attic", configured("9000")],
];

test.each([
  ["001fc1000001: login refused, wrong-pin", ["lobby"]],
  ['refused 10.0.0.1: GET /cfg.xml: 403; User-Agent "ClearlyIP CIP250 2.42 00:1F:C1:00:00:02"', ["hall"]],
  ["REGISTER from 127.10.0.5:5061 refused: Max Contacts 2 reached on extension 9000", ["lobby"]],
  [
    "extension 9000: contact sip:9000@127.10.0.7:5 dropped for 127.10.0.50:5 (Remove Existing)",
    ["hall", "attic"],
  ],
  ["call from 1008 to 911 refused: 403, no route", ["lobby"]],
  // Both logged-out desks have it.
  ["call from 9000 to 12125550100 refused: 403, restricted", []],
  ["the state of the module could not be saved", []],
])("the backend says %j", (text, phones) => {
  const directory = new HandsetDirectory();
  for (const [seq, [phone, body]] of fleet.entries()) directory.learn({ ...body, seq, atMs: seq, phone });
  expect(directory.namedIn(text)).toEqual(phones);
});

/** The fleet after more of it happened; without a phone it is the backend's. */
function viewAfter(...more: readonly (readonly [string | undefined, EventBody])[]) {
  const view = new FleetView();
  for (const [seq, [phone, body]] of [...fleet, ...more].entries()) {
    view.apply({ ...body, seq, atMs: seq, ...(phone === undefined ? {} : { phone }) });
  }
  return (name: string) => view.handsets().find((each) => each.name === name);
}

test("the row of a desk shows why the backend refused it, until a configuration is applied anew", () => {
  const refused = { type: "backend-note", text: "001fc1000001: login refused, wrong-pin" } as const;
  const after = viewAfter([undefined, refused]);
  expect(after("lobby")).toMatchObject({
    lastEvent: "backend: login refused, wrong-pin",
    notes: ["login refused, wrong-pin"],
  });
  expect(after("hall")?.notes).toEqual([]);
  expect(viewAfter([undefined, refused], ["lobby", configured("1008")])("lobby")?.notes).toEqual([]);
});

test("a refused registration keeps the reason that came just before it", () => {
  const after = viewAfter(
    [undefined, { type: "backend-note", text: "REGISTER from 127.10.0.5:5 refused: Max Contacts 2 reached" }],
    ["lobby", { type: "registration", state: "refused", extension: "1008", status: 403 }],
  );
  expect(after("lobby")?.lastEvent).toBe("refused 1008 (403): REGISTER refused: Max Contacts 2 reached");
});

test("an emergency call shows what the PSAP received, on one desk that can have called", () => {
  const dialled: EventBody = {
    ...({ type: "call", direction: "outgoing" } as const),
    ...({ call: "help", number: "911", state: "dialling" } as const),
  };
  const psap: EventBody = {
    ...({ type: "psap", number: "911", callerId: "2125550100", location: "new-york" } as const),
    ...({ state: "answered", farEnd: "psap", trunk: "emergency" } as const),
  };
  expect(viewAfter(["lobby", dialled], [undefined, psap])("lobby")?.calls).toMatchObject([
    { number: "911", farEnd: "psap, from 2125550100 (new-york)" },
  ]);
  const handset = (location: string): EventBody => ({
    ...{ type: "handset", model: "CIP250", mac: "001565000001", location, address: "127.0.0.1" },
    ...{ lineKeys: 10, keysPerPage: 10, callWithoutRegistration: true },
  });
  const both = [
    ["hall", handset("chicago")],
    ["lobby", handset("new-york")],
    ["hall", dialled],
    ["lobby", dialled],
  ] as const;
  // The PSAP is told the place: of two that call at once it is the one that stands there.
  const two = viewAfter(...both, [undefined, psap]);
  expect([two("hall"), two("lobby")].map((view) => view?.calls[0]?.reachedPsap)).toEqual([undefined, true]);
  // Each call that it takes is the call of another desk.
  const three = viewAfter(...both, [undefined, psap], [undefined, psap]);
  expect([three("hall"), three("lobby")].map((view) => view?.calls[0]?.reachedPsap)).toEqual([true, true]);
});
