import { expect, test } from "vitest";
import { conf, exported, section } from "../exported.js";

test("an extension has an endpoint, an AOR and an auth, with FreePBX's limits (PBX-1, PBX-2, PBX-15)", () => {
  expect(section("pjsip.endpoint.conf", "1001")).toMatchObject({
    type: "endpoint",
    context: "from-internal",
    aors: "1001",
    auth: "1001-auth",
    callerid: '"Alice Eastern" <1001>',
    mailboxes: "1001@default",
    rewrite_contact: "yes",
    trust_id_inbound: "no",
  });
  expect(section("pjsip.auth.conf", "1001-auth")).toEqual({
    type: "auth",
    auth_type: "userpass",
    username: "1001",
    password: "s3cret-alice-4f1c",
  });
  const aor = (maxContacts: number, removeExisting: boolean) =>
    section("pjsip.aor.conf", "9000", (input) => {
      Object.assign(input.extensions["9000"] ?? {}, {
        "max-contacts": maxContacts,
        "remove-existing": removeExisting,
        "qualify-seconds": 60,
      });
    });
  expect(aor(150, false)).toMatchObject({
    max_contacts: "100",
    remove_existing: "no",
    qualify_frequency: "60",
  });
  expect(aor(1, false)).toMatchObject({ max_contacts: "1", remove_existing: "yes" });
  expect(aor(10, true)).toMatchObject({ max_contacts: "10", remove_existing: "yes" });
  expect(section("pjsip.aor.conf", "1001")).toMatchObject({
    minimum_expiration: "60",
    maximum_expiration: "7200",
    default_expiration: "3600",
  });
});

test("a setup without notices of mailboxes has none on Asterisk either (PBX-48)", () => {
  const quiet = section("pjsip.endpoint.conf", "9000", (input) => {
    Object.assign(input, { "mailbox-notices": false });
  });
  expect(quiet).toMatchObject({ aors: "9000" });
  expect(quiet).not.toHaveProperty("mailboxes");
});

test("Match (Permit) is an identify, and only where it is set", () => {
  const lists = (networks: string[]) => {
    const text = exported((input) => {
      Object.assign(input.extensions["9000"] ?? {}, { "match-permit": networks });
    }).get("pjsip.identify.conf")?.text;
    return conf(text ?? "").sections.map(({ name }) => name);
  };
  expect(lists([])).toEqual(["trunk-1-identify"]);
  expect(lists(["127.10.0.0/16", "192.0.2.7"])).toEqual(["9000-identify", "trunk-1-identify"]);
});

test("a trunk leads to its far end, has no password, and can be had by its address alone", () => {
  expect(section("pjsip.aor.conf", "trunk-1")).toEqual({ type: "aor", contact: "sip:127.0.0.9:5080" });
  expect(section("pjsip.endpoint.conf", "trunk-1")).toMatchObject({
    context: "from-trunk",
    identify_by: "ip",
    send_pai: "yes",
  });
  expect(section("pjsip.endpoint.conf", "trunk-1")).not.toHaveProperty("auth");
  expect(section("pjsip.identify.conf", "trunk-1-identify")).toMatchObject({ match: "127.0.0.9:5080" });
});

test("far ends of their own have an identify each; without one a trunk has no objects", () => {
  const names = (file: string, given: Parameters<typeof exported>[1]) =>
    conf(exported(undefined, given).get(file)?.text ?? "")
      .sections.map(({ name }) => name)
      .filter((name) => name.startsWith("trunk"));
  const carrier = { host: "127.0.0.10", port: 5080 };
  expect(names("pjsip.identify.conf", { carrier })).toEqual(["trunk-1-identify", "trunk-2-identify"]);
  for (const file of ["pjsip.endpoint.conf", "pjsip.aor.conf"]) {
    expect(names(file, { psap: undefined, carrier: undefined })).toEqual([]);
  }
});

test("all listeners are at the address that was asked for", () => {
  const { sections } = conf(
    exported(undefined, { host: "192.0.2.10" }).get("pjsip.transports.conf")?.text ?? "",
  );
  const binds = sections.map(({ entries }) => entries.find(({ key }) => key === "bind")?.value);
  expect(binds).toEqual(["192.0.2.10:5060", "192.0.2.10:5060", "192.0.2.10:5061"]);
  expect(section("manager.conf", "general", undefined, { host: "192.0.2.10" })).toMatchObject({
    bindaddr: "127.0.0.1",
  });
  expect(section("http.conf", "general")).toEqual({ enabled: "no" });
});

test("what is written by hand over FreePBX's numbers stands as it is (PBX-4, PBX-6, PBX-29, PBX-30)", () => {
  const change: Parameters<typeof section>[2] = (input) => {
    Object.assign(input.extensions["9000"] ?? {}, {
      "rewrite-contact": false,
      "dtmf-mode": "info",
      override: { "max-contacts": 300, "remove-unavailable": true, "without-authentication": true },
    });
    Object.assign(input.extensions["1002"] ?? {}, { "max-contacts": "unknown" });
  };
  expect(section("pjsip.aor.conf", "9000", change)).toMatchObject({
    max_contacts: "300",
    remove_unavailable: "yes",
  });
  const endpoint = section("pjsip.endpoint.conf", "9000", change);
  expect(endpoint).toMatchObject({ rewrite_contact: "no", dtmf_mode: "info" });
  expect(endpoint).not.toHaveProperty("auth");
  // Where nobody knows the number nobody gets in, and it is said (F-56).
  expect(section("pjsip.aor.conf", "1002", change)).toMatchObject({ max_contacts: "0" });
});
