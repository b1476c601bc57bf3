import { describe, expect, it } from "vitest";
import type { App } from "../../../../../sim/backend/switch/admin/app.js";
import { RouteTable } from "../../../../../sim/backend/switch/admin/route-table.js";

function app(): App {
  return { connected: true, send: () => {}, sendThen: (_payload, then) => then() };
}

describe("RouteTable", () => {
  it("gives each application its turn, per method", () => {
    const [one, two] = [app(), app()];
    const routes = new RouteTable();
    routes.add("INVITE", one);
    routes.add("INVITE", two);
    routes.add("REGISTER", two);
    expect([1, 2, 3].map(() => routes.next("INVITE"))).toEqual([one, two, one]);
    expect(routes.next("REGISTER")).toBe(two);
    expect(routes.next("INVITE")).toBe(two);
  });

  it("takes a repeated route as one", () => {
    const [one, two] = [app(), app()];
    const routes = new RouteTable();
    routes.add("INVITE", one);
    routes.add("INVITE", one);
    routes.add("INVITE", two);
    expect([1, 2, 3, 4].map(() => routes.next("INVITE"))).toEqual([one, two, one, two]);
  });

  it("forgets a route and an application", () => {
    const [one, two] = [app(), app()];
    const routes = new RouteTable();
    for (const each of [one, two]) {
      routes.add("INVITE", each);
      routes.add("REGISTER", each);
    }
    routes.remove("INVITE", one);
    expect(routes.next("INVITE")).toBe(two);
    routes.removeApp(two);
    expect(routes.next("INVITE")).toBeUndefined();
    expect(routes.next("REGISTER")).toBe(one);
  });
});
