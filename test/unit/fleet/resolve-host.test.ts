import { expect, test } from "vitest";
import { hostResolver } from "../../../sim/fleet/resolve-host.js";

const names = {
  "pbx.example.com": { onsite: "backend", offsite: "none" },
  "moved.example.com": { onsite: "127.0.0.9", offsite: "backend" },
} as const;

test("a name means what the setup says for the desk's network", async () => {
  const inside = hostResolver(names, "onsite", "127.0.0.1");
  const outside = hostResolver(names, "offsite", "127.0.0.1");
  expect(await inside("pbx.example.com")).toBe("127.0.0.1");
  expect(await outside("pbx.example.com")).toBeUndefined();
  expect(await inside("moved.example.com")).toBe("127.0.0.9");
  expect(await outside("MOVED.Example.com")).toBe("127.0.0.1");
});

test("an address means itself, and an unknown name resolves to nothing", async () => {
  const resolve = hostResolver(names, "onsite", undefined);
  expect(await resolve("192.0.2.7")).toBe("192.0.2.7");
  expect(await resolve("pbx.example.com")).toBeUndefined();
  expect(await resolve("nobody.invalid")).toBeUndefined();
});

test("other names are the system's, and so is the name of a backend", async () => {
  expect(await hostResolver(names, "onsite", undefined)("localhost")).toBe("127.0.0.1");
  expect(await hostResolver(names, "onsite", "localhost")("pbx.example.com")).toBe("127.0.0.1");
});
