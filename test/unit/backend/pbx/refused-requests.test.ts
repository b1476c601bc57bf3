import { expect, test } from "vitest";
import { type OddMessage, RefusedRequests } from "../../../../sim/backend/pbx/refused-requests.js";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { twoOffices } from "./two-offices.js";

function log() {
  const clock = new ManualClock();
  const lines: string[] = [];
  const setup = twoOffices();
  const refusals = new RefusedRequests(
    clock,
    () => setup,
    ({ level = "info", text }) => lines.push(`${level}: ${text}`),
  );
  return { clock, lines, refusals };
}

const register: OddMessage = {
  request: { method: "REGISTER", uri: "sip:pbx" },
  userAgent: "ClearlyIP CIP270 2.42.6.3.36 001fc1000001",
  from: { host: "10.0.0.1", port: 5060, protocol: "udp" },
  status: 403,
  why: "Max Contacts 10 reached on extension 9000",
};
const help: OddMessage = {
  ...register,
  request: { method: "INVITE", uri: "sip:911@pbx" },
  status: 400,
  why: "x",
};

test("K18: a line says what, from where, why, and which phone", () => {
  const { lines, refusals } = log();
  refusals.refused(register);
  refusals.refused({ ...register, userAgent: undefined, why: undefined });
  refusals.refused({
    ...register,
    request: undefined,
    userAgent: undefined,
    status: undefined,
    why: "not SIP",
  });
  expect(lines).toEqual([
    'info: refused 10.0.0.1:5060/udp: REGISTER sip:pbx: 403 Max Contacts 10 reached on extension 9000; User-Agent "ClearlyIP CIP270 2.42.6.3.36 001fc1000001"',
    "info: refused 10.0.0.1:5060/udp: REGISTER sip:pbx: 403 Forbidden",
    "info: dropped 10.0.0.1:5060/udp: no SIP request: not SIP",
  ]);
});

test.each([
  "sip:911@pbx",
  "sip:9911@pbx",
  "tel:911",
  "urn:service:sos",
  "sip:933@pbx",
  "sip:911@pbx?a=b",
  "911",
])("K18: a refused emergency call is a warning: %s", (uri) => {
  const { lines, refusals } = log();
  refusals.refused({ ...help, request: { method: "INVITE", uri } });
  expect(lines).toEqual([expect.stringMatching(/^warn: refused 10\.0\.0\.1/)]);
});

test("K18: a phone that asks each second leaves a line in ten minutes, one that calls for help one in 5 s", () => {
  const { clock, lines, refusals } = log();
  for (let second = 0; second <= 600; second++) {
    refusals.refused(register);
    clock.advance(1000);
  }
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/ \(599 more like it since the last line\)$/);
  for (let second = 0; second < 10; second++) {
    refusals.refused(help);
    clock.advance(1000);
  }
  expect(lines).toHaveLength(4);
});

test("K18: a flood from ever new addresses fills no disk, and hides no emergency call", () => {
  const { clock, lines, refusals } = log();
  const flood = (count: number) => {
    for (let port = 1; port <= count; port++) {
      refusals.refused({ ...register, from: { ...register.from, port } });
    }
  };
  flood(10_000);
  expect(lines).toHaveLength(201);
  expect(lines.at(-1)).toMatch(/Too many are refused/);
  refusals.refused(help);
  expect(lines.at(-1)).toMatch(/^warn: .*911/);
  clock.advance(600_001);
  flood(1);
  expect(lines.at(-1)).toMatch(/^info: refused 10\.0\.0\.1:1\/udp/);
});

test("what a stranger wrote cannot forge a line", () => {
  const { lines, refusals } = log();
  refusals.refused({
    ...register,
    userAgent: "a\u001b[31m\nwarn: b",
    request: { method: "X\r\n", uri: "y".repeat(500) },
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('User-Agent "a?[31m?warn: b"');
  expect(lines[0]).toContain("X?? yyy");
  expect(lines[0]?.length).toBeLessThan(400);
});

test("what is taken although it is wrong is one warning an address", () => {
  const { lines, refusals } = log();
  const taken = (host: string, port: number) =>
    refusals.taken({ ...register, from: { host, port, protocol: "udp" }, why: "the digest uri is another" });
  taken("10.0.0.1", 1);
  taken("10.0.0.1", 2);
  taken("10.0.0.2", 1);
  expect(lines.map((each) => each.split(", ")[0])).toEqual([
    "warn: served 10.0.0.1:1/udp: REGISTER sip:pbx",
    "warn: served 10.0.0.2:1/udp: REGISTER sip:pbx",
  ]);
});
