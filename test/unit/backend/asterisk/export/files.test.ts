import { expect, test } from "vitest";
import { notExpressed } from "../../../../../sim/backend/asterisk/export/not-expressed.js";
import { sampleSetup } from "../../sample-setup.js";
import { exported, section } from "./exported.js";

test("what holds passwords or PINs is marked, and nothing else holds them", () => {
  const files = exported((input) => {
    input["pin-sets"] = { Managers: { pins: ["864209"] } };
    for (const route of input.routes ?? [])
      Object.assign(route, { "pin-set": "Managers", password: "975310" });
  });
  const secret = [...files].filter(([, file]) => file.secret).map(([name]) => name);
  expect(secret).toEqual(["pjsip.auth.conf", "extensions.conf", "voicemail.conf", "manager.conf"]);
  for (const text of ["s3cret-alice-4f1c", "71428501", "ami-secret", "864209", "975310"]) {
    const holding = [...files].filter(([, file]) => file.text.includes(text)).map(([name]) => name);
    expect(holding).toHaveLength(1);
    expect(secret).toContain(holding[0]);
  }
});

test("a setup changes the files that hold something of it, and no other", () => {
  const plain = exported();
  const changed = exported((input) => {
    input["sip-transport"] = "tls";
    input["pin-sets"] = { Managers: { pins: ["864209"] } };
    Object.assign(input.extensions["1002"] ?? {}, {
      ...{ name: "Bob B", secret: "another", voicemail: { pin: "0012" } },
      ...{ "max-contacts": 7, "match-permit": ["127.10.7.0/24"], "emergency-cid": "2125550199" },
    });
  });
  const differing = [...changed].filter(([name, { text }]) => text !== plain.get(name)?.text);
  const ofSetup = [...changed].filter(([, file]) => file.ofSetup).map(([name]) => name);
  expect(differing.map(([name]) => name)).toEqual(ofSetup);
  expect(ofSetup).toHaveLength(6);
});

test("mailboxes have their PINs as FreePBX has them; who has none has no line (PBX-126, PBX-127)", () => {
  const boxes = section("voicemail.conf", "default", (input) => {
    Object.assign(input.extensions["1002"] ?? {}, { voicemail: { pin: "-0012" } });
  });
  expect(boxes).toMatchObject({
    "1001": "71428501,Alice Eastern",
    "1002": "-0012,Bob Central",
    "1005": ",Eve BlankPin",
  });
  expect(boxes).not.toHaveProperty("1004");
});

test("a phone is asked for a resync as the embedded PBX asks it", () => {
  expect(section("pjsip_notify.conf", "clearlyip-check-sync")).toEqual({ Event: "check-sync;reboot=false" });
  expect(section("pjsip_notify.conf", "clearlyip-reboot")).toEqual({ Event: "check-sync;reboot=true" });
});

test("Asterisk writes below the configuration folder alone", () => {
  const folders = Object.values(section("asterisk.conf", "directories"));
  expect(folders.filter((folder) => !folder.startsWith("/etc/lab"))).toEqual([]);
});

test("what Asterisk cannot express is named with its place", () => {
  const setup = sampleSetup((input) => {
    input["intrusion-detection"] = { enabled: true };
    input["sip-transport"] = "tls";
    input["pin-sets"] = { Managers: { pins: ["1"], "record-in-cdr": true }, Guests: { pins: ["2"] } };
    Object.assign(input.extensions["1002"] ?? {}, { secret: " spaced" });
    Object.assign(input.extensions["2000"] ?? {}, { secret: "one\u2028two" });
    // Asterisk takes off no more than ASCII has.
    Object.assign(input.extensions["1005"] ?? {}, { secret: "\u00A0wide\u00A0" });
    Object.assign(input.extensions["1003"] ?? {}, { secret: "x".repeat(501) });
    Object.assign(input.extensions["1001"] ?? {}, { voicemail: { pin: "12*4" } });
    Object.assign(input.extensions["1004"] ?? {}, { "max-contacts": "unknown" });
    Object.assign(input.trunks?.["emergency"] ?? {}, { "passes-location": true });
    Object.assign(input.routes?.[0] ?? {}, { notify: { to: ["desk@example.org"] } });
  });
  const lacking = notExpressed(setup);
  const places = lacking.map(({ path }) => path.join("."));
  expect(places).toEqual([
    ...[
      "groups",
      "port-settings",
      "sip-transport",
      "pin-sets.Managers.record-in-cdr",
      "routes.0.notify",
      "trunks.emergency.passes-location",
    ],
    ...["intrusion-detection", "extensions.1004.max-contacts"],
    ...[
      "extensions.1002.secret",
      "extensions.1003.secret",
      "extensions.2000.secret",
      "extensions.1001.voicemail.pin",
    ],
  ]);
  // What a laboratory cannot do without.
  expect(lacking.flatMap(({ path, hadElsewhere }) => (hadElsewhere ? [] : [path.slice(-1).join()]))).toEqual([
    "passes-location",
    "intrusion-detection",
    "secret",
    "secret",
    "secret",
  ]);
  expect(notExpressed(sampleSetup()).map(({ path }) => path.join("."))).toEqual(["groups", "port-settings"]);
});
