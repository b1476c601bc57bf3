import { expect, test } from "vitest";
import { toldAddresses } from "../../../sim/capture/told-addresses.js";

const pbx = {
  scheme: "http",
  web: { host: "192.0.2.10", port: 80 },
  sip: { host: "192.0.2.10", port: 5060 },
};
const own = {
  scheme: "http",
  web: { host: "127.0.0.1", port: 8084 },
  sip: { host: "127.0.0.1", port: 5062 },
};
const rewrite = toldAddresses(pbx, ["pbx.example", "192.0.2.11"], own);

test.each([
  ["http://192.0.2.10/apps/login?x=1", "http://127.0.0.1:8084/apps/login?x=1"],
  ["http://pbx.example:80/a", "http://127.0.0.1:8084/a"],
  ["HTTP://PBX.example/a", "http://127.0.0.1:8084/a"],
  ["<P47>192.0.2.10:5060</P47>", "<P47>127.0.0.1:5062</P47>"],
  ["<P47>pbx.example</P47>", "<P47>127.0.0.1:5062</P47>"],
  ["<P47>192.0.2.11</P47>", "<P47>127.0.0.1:5062</P47>"],
  ["sip:1001@192.0.2.10", "sip:1001@127.0.0.1:5062"],
  ["sip:1001@pbx.example:5060;transport=udp", "sip:1001@127.0.0.1:5062;transport=udp"],
  ["u=http%3A%2F%2F192.0.2.10%2Fapps", "u=http%3A%2F%2F127.0.0.1%3A8084%2Fapps"],
  ["http://user:x@192.0.2.10/a", "http://user:x@127.0.0.1:8084/a"],
  // Of somebody else.
  ["192.0.2.100", "192.0.2.100"],
  ["192.0.2.10.5", "192.0.2.10.5"],
  ["1192.0.2.10", "1192.0.2.10"],
  ["my-pbx.example", "my-pbx.example"],
  ["pbx.example.org", "pbx.example.org"],
  ["192.0.2.10:123", "192.0.2.10:123"],
  ["http://192.0.2.10:9000/x", "http://192.0.2.10:9000/x"],
  ["https://192.0.2.10/x", "https://192.0.2.10/x"],
  ["It is at pbx.example. Call.", "It is at 127.0.0.1:5062. Call."],
])("%s", (told, tells) => {
  expect(rewrite(told)).toBe(tells);
});

test("a web server and a registrar on two machines; a port that stays needs not be told", () => {
  const apart = toldAddresses(
    { scheme: "https", web: { host: "web.example", port: 443 }, sip: { host: "sip.example", port: 5060 } },
    [],
    { scheme: "http", web: { host: "192.0.2.20", port: 84 }, sip: { host: "192.0.2.20", port: 5060 } },
  );
  expect(apart("https://web.example/a sip.example web.example")).toBe(
    "http://192.0.2.20:84/a 192.0.2.20 192.0.2.20",
  );
});
