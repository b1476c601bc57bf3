import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchFolder } from "../../../e2e/scratch.js";
import { backup, known } from "../fixture.js";

const files = {
  "pjsip.endpoint.conf": [
    "[0]",
    "#include pjsip.endpoint_custom.conf",
    "[2900]",
    "type=endpoint",
    "context=from-internal",
    "callerid=Logged out <2900>",
    "",
    "mailboxes=2900@device",
    "[2911]",
    "type=endpoint",
    "callerid=2125550170",
    "[carrier]",
    "type=endpoint",
    "context=from-pstn",
  ],
  "pjsip.aor.conf": [
    ...["[2900]", "type=aor", "max_contacts=50", "remove_existing=no"],
    ...["[2911]", "type=aor", "max_contacts=1"],
    ...["[carrier]", "type=aor", "contact=sip:x@example.com"],
  ],
  "pjsip.auth.conf": ["[2900-auth]", "type=auth", "password=fixture-secret-2900"],
  "pjsip.identify.conf": [
    "[2900-identify]",
    "type=identify",
    "endpoint=2900",
    "match=10.30.0.0/16, 10.31.0.1",
  ],
} as const;

/** A copy of `/etc/asterisk`, with what somebody edited by hand. */
function etc(edits: Readonly<Record<string, readonly string[]>> = {}): string {
  const folder = join(scratchFolder(), "asterisk");
  mkdirSync(folder);
  for (const [name, lines] of Object.entries({ ...files, ...edits })) {
    writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
  }
  return folder;
}

test("an extension as Asterisk runs it; trunks and emergency devices are none", async () => {
  const { facts, faults } = await known(etc());
  expect(faults).toEqual([]);
  expect([...facts.extensions]).toEqual([
    [
      "2900",
      {
        technology: "pjsip",
        name: "Logged out",
        secret: "fixture-secret-2900",
        context: "from-internal",
        maxContacts: 50,
        removeExisting: false,
        matchPermit: ["10.30.0.0/16", "10.31.0.1"],
      },
    ],
  ]);
  expect([...(facts.emergencyDevices ?? [])]).toEqual([
    ["2911", { emergencyCid: "2125550170", maxContacts: 1 }],
  ]);
});

test("a hand edit of the AOR counts, and contradicts the backup", async () => {
  const { facts, contradictions } = await known(
    backup,
    etc({ "pjsip.aor_custom_post.conf": ["[2900](+type=aor)", "max_contacts=300"] }),
  );
  expect(facts.extensions.get("2900")?.maxContacts).toBe(300);
  expect(contradictions.join("\n")).toMatch(
    /extension 2900: max contacts is 300 in .*, but 50 in .*Devices\.sql/,
  );
});

test("one without a type hits the endpoint: nothing changes, and the endpoint will be gone", async () => {
  const { facts, faults } = await known(
    etc({ "pjsip.aor_custom_post.conf": ["[2900](+)", "max_contacts=300"] }),
  );
  expect(facts.extensions.get("2900")?.maxContacts).toBe(50);
  expect(faults).toMatchObject([
    { line: 1, message: expect.stringContaining("missing after the next start") },
  ]);
});

test("one before the section is there is told", async () => {
  const { faults } = await known(
    etc({ "pjsip.aor_custom.conf": ["", "[2900](+type=aor)", "max_contacts=300"] }),
  );
  expect(faults).toMatchObject([{ line: 2, message: expect.stringContaining("is not there") }]);
});

test("a template gives its settings first, the section's own come last", async () => {
  const { facts } = await known(
    etc({
      "pjsip.aor.conf": ["[shared](!)", "type=aor", "max_contacts=20", "remove_existing=yes"].concat([
        "[2900](shared)",
        "max_contacts=30",
      ]),
    }),
  );
  expect(facts.extensions.get("2900")).toMatchObject({ maxContacts: 30, removeExisting: true });
});
