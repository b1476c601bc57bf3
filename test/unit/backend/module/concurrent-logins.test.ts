import { expect, test } from "vitest";
import type { LoginRequest } from "../../../../sim/backend/hotdesk/login.js";
import { inUse } from "../../../../sim/backend/hotdesk/mapping.js";
import type { Mac } from "../../../../sim/model/mac.js";
import { createRandom, type Random } from "../../../../sim/model/random.js";
import type { SetupInput } from "../../../../sim/model/setup/setup.js";
import { mac, sampleSetup } from "../sample-setup.js";
import { DeskRig } from "./desk-rig.js";

/** 1,000 logins of 50 users on 200 phones, their steps interleaved at random. */
const logins = 1000;
const users = 50;
const phones = 200;
/** Logins that are on their way at the same time. */
const atOnce = 40;

const seeds = [1, 20, 300] as const;

function setup(policies: NonNullable<SetupInput["policies"]>) {
  return sampleSetup((input) => {
    input.policies = policies;
    for (let user = 0; user < users; user += 1) {
      input.extensions[String(3000 + user)] = {
        name: `User ${user}`,
        secret: `s3cret-crowd-${user}`,
        voicemail: { pin: pinOf(user) },
      };
    }
  });
}

const below = (random: Random, count: number): number => random.integer(0, count - 1);
const oneOf = <Item>(random: Random, items: readonly Item[]): Item | undefined =>
  items[below(random, items.length)];
const pinOf = (user: number): string => String(70_000 + user * 37);
const phoneAt = (index: number): Mac => mac((0x1fc1000000 + index).toString(16).padStart(12, "0"));

/** One login, a step at a time, as the app on the phone does it. */
class Walk {
  readonly #rig: DeskRig;
  readonly #random: Random;
  readonly #user: number;
  #request: LoginRequest;
  #trusted = false;

  constructor(rig: DeskRig, random: Random) {
    this.#rig = rig;
    this.#random = random;
    this.#user = below(random, users);
    const model = oneOf(random, ["CIP230", "CIP250", "CIP270"]) ?? "CIP250";
    this.#request = { mac: phoneAt(below(random, phones)), model, extension: String(3000 + this.#user) };
  }

  /** @returns how it ended; undefined: it goes on */
  step(): "done" | "refused" | undefined {
    if (!this.#trusted) {
      const { mac: at, extension } = this.#request;
      const pin = below(this.#random, 20) === 0 ? "0" : pinOf(this.#user);
      this.#trusted = this.#rig.desks.refuseCredentials(at, { extension, pin }) === undefined;
      return this.#trusted ? undefined : "refused";
    }
    const step = this.#rig.desks.login(this.#request);
    if (step.kind === "pick-template") {
      this.#request = { ...this.#request, template: oneOf(this.#random, step.templates) ?? "" };
      return undefined;
    }
    if (step.kind === "pick-layout") {
      this.#request = { ...this.#request, layout: oneOf(this.#random, step.layouts)?.name ?? "" };
      return undefined;
    }
    if (step.kind === "done") {
      const used = inUse(this.#rig.desks.get(this.#request.mac));
      expect(used).toMatchObject({ role: "user", extension: this.#request.extension });
    }
    return step.kind;
  }
}

/** One mapping a phone, one phone a user, and only whole mappings. */
function check(rig: DeskRig, policy: string): void {
  const devices = rig.desks.all();
  const held = new Map<string, number>();
  const seen = new Set<Mac>();
  for (const device of devices) {
    if (seen.has(device.mac)) throw new Error(`${device.mac} is there twice`);
    seen.add(device.mac);
    const used = inUse(device);
    if (!used?.template || !used.layout) throw new Error(`half a mapping on ${device.mac}`);
    if (used.role === "user") held.set(used.extension, (held.get(used.extension) ?? 0) + 1);
  }
  const twice = [...held].filter(([, count]) => count > 1);
  if (policy !== "both" && twice.length > 0) throw new Error(`on several phones: ${twice.join()}`);
}

function crowd(policies: NonNullable<SetupInput["policies"]>, seed: number) {
  const rig = new DeskRig({ setup: setup(policies) });
  const random = createRandom(seed);
  const ends = { done: 0, refused: 0 };
  let begun = 0;
  const walks: Walk[] = [];
  while (begun < logins || walks.length > 0) {
    if (begun < logins && walks.length < atOnce) {
      walks.push(new Walk(rig, random));
      begun += 1;
      continue;
    }
    const index = below(random, walks.length);
    const before = rig.events.length;
    const end = walks[index]?.step();
    if (end !== "done") expect(rig.events.slice(before).every(({ type }) => type !== "mapping")).toBe(true);
    if (end !== undefined) {
      ends[end] += 1;
      walks.splice(index, 1);
    }
    check(rig, policies["second-login"] ?? "move");
    rig.base.advance(below(random, 40));
  }
  return { rig, ends };
}

// proves: F-19
test.each(seeds)("seed %d: under move a user has one phone after every event", (seed) => {
  const { rig, ends } = crowd({ "pin-lockout": "off" }, seed);
  expect(ends.done + ends.refused).toBe(logins);
  expect(ends.done).toBeGreaterThan(logins / 2);
  expect(rig.desks.all().length).toBeLessThanOrEqual(phones);
});

test.each(["refuse", "evict", "both"] as const)("second-login %s holds too", (policy) => {
  const { ends } = crowd({ "second-login": policy, "concurrent-submit": "last-wins" }, 4);
  expect(ends.done + ends.refused).toBe(logins);
});

test("with login-over-user refuse and first-wins somebody is refused, and the rest holds", () => {
  const { ends } = crowd({ "login-over-user": "refuse" }, 5);
  expect(ends.refused).toBeGreaterThan(0);
  expect(ends.done).toBeGreaterThan(0);
});

test("the same seed gives the same end", () => {
  const [one, two] = [crowd({}, 7), crowd({}, 7)];
  expect(one.rig.desks.all()).toEqual(two.rig.desks.all());
});
