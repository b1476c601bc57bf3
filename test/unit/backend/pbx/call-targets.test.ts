import { expect, test } from "vitest";
import { extensionTargets, trunkTarget } from "../../../../sim/backend/pbx/call-targets.js";
import type { Setup } from "../../../../sim/model/setup/setup.js";
import { noParameters } from "../../../../sim/sip/message/parameters.js";
import { sampleSetup } from "../sample-setup.js";

const caller = {
  extension: "1001",
  source: { host: "127.1.1.1", port: 5060, protocol: "udp" },
  pbxAddress: "127.0.0.1:5060",
  callId: "its-own",
} as const;

/** A setup whose names went past the schema. */
function withName(name: string): Setup {
  const setup = sampleSetup();
  const extension = setup.extensions["1001"];
  if (!extension) throw new Error("no extension 1001");
  return { ...setup, extensions: { ...setup.extensions, "1001": { ...extension, name } } };
}

const contact = {
  uri: { scheme: "sip", host: "127.1.1.2", params: noParameters },
  dialUri: "sip:1002@127.1.1.2:5060",
  shownUri: "sip:1002@127.1.1.2:5060",
  source: { host: "127.1.1.2", port: 5060, protocol: "udp" },
  rewritten: true,
  userAgent: "",
  mac: undefined,
  callId: "a",
  registeredAtMs: 0,
  expiresAtMs: 1000,
} as const;

test("a name stays in its header, whatever it holds", () => {
  const [target] = extensionTargets(withName('Eve "E"\r\nX-Trunk: emergency\u0000'), [contact], caller);
  expect(target?.headers["From"]).toBe('"Eve \\"E\\" X-Trunk: emergency " <sip:1001@localhost>');
  expect(target?.headers["P-Asserted-Identity"]).not.toMatch(/[\r\n]/);
});

test("a trunk's name stays in its header", () => {
  const callerId = { number: "2125550100", name: "", withheld: true, from: "trunk" } as const;
  const attempt = { trunk: "a\r\nTo: <sip:b@c>", number: "911", callerId };
  const target = trunkTarget(attempt, caller, { host: "127.0.0.1", port: 5070 });
  expect(target.headers["Privacy"]).toBe("id");
  expect(target.headers["X-Trunk"]).toBe("a To: <sip:b@c>");
  expect(target.headers["X-Caller-Call-ID"]).toBe("its-own");
});
