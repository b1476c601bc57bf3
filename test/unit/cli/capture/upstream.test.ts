import { expect, test } from "vitest";
import { upstreamOf } from "../../../../sim/cli/capture/upstream.js";
import { parseTarget } from "../../../../sim/model/control/parse-target.js";

const nothing = { web: undefined, sip: undefined, alias: [] };

test("the PBX by flags: ports that are not said are those of the protocols", async () => {
  expect(
    await upstreamOf(
      { ...nothing, web: "https://192.0.2.10/provisioning/?a=1", alias: ["pbx.example"] },
      undefined,
    ),
  ).toEqual({
    doors: {
      scheme: "https",
      web: { host: "192.0.2.10", port: 443 },
      sip: { host: "192.0.2.10", port: 5060 },
    },
    path: "/provisioning/?a=1",
    names: ["pbx.example"],
  });
  expect(
    (await upstreamOf({ ...nothing, web: "http://192.0.2.10:84", sip: "192.0.2.11:5160" }, undefined)).doors,
  ).toEqual({
    ...{ scheme: "http", web: { host: "192.0.2.10", port: 84 } },
    sip: { host: "192.0.2.11", port: 5160 },
  });
});

test("a registrar by its name keeps that as a name of the PBX", async () => {
  const { doors, names } = await upstreamOf(
    { ...nothing, web: "http://192.0.2.10/", sip: "localhost:5070" },
    undefined,
  );
  expect(doors.sip).toEqual({ host: "127.0.0.1", port: 5070 });
  expect(names).toEqual(["localhost"]);
});

test("the PBX by a target file, and by that alone", async () => {
  const text =
    "target: x\nkind: lab\nconfig-server: http://192.0.2.10:84/\nsip: { host: 192.0.2.12, port: 5080 }\n";
  const target = parseTarget({ file: "t.yaml", text });
  expect((await upstreamOf(nothing, target)).doors).toEqual({
    ...{ scheme: "http", web: { host: "192.0.2.10", port: 84 } },
    sip: { host: "192.0.2.12", port: 5080 },
  });
  await expect(upstreamOf({ ...nothing, web: "http://192.0.2.10/" }, target)).rejects.toThrow(
    /leave out --web/,
  );
});

test.each([
  [{ web: "http://[::1]/" }, /IPv4 only/],
  [{ web: "ftp://192.0.2.10/" }, /expected an address/],
  [{ web: "http://192.0.2.10/", sip: "a b:1" }, /expected HOST:PORT/],
  [{ web: "http://192.0.2.10/", alias: ["pbx:5060"] }, /without a port/],
  [{ web: "http://no-such-name.invalid/" }, /does not resolve/],
])("%j is refused", async (said, reason) => {
  await expect(upstreamOf({ ...nothing, ...said }, undefined)).rejects.toThrow(reason);
});
