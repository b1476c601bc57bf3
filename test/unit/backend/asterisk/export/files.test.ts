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
  const places = notExpressed(setup).map(({ path }) => path.join("."));
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
  expect(notExpressed(sampleSetup()).map(({ path }) => path.join("."))).toEqual(["groups", "port-settings"]);
});
