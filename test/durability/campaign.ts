import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { MappingView } from "../../sim/model/control/control-api.js";
import { createRandom, type Random } from "../../sim/model/random.js";
import { DeskGroup, model, pinOf, placeholder } from "./desk-group.js";
import { type RunningBackend, startBackend } from "./killed-backend.js";

export interface CampaignEnd {
  readonly kills: number;
  /** Logins and logouts that were answered. */
  readonly acknowledged: number;
  /** What did not hold; empty where all did. */
  readonly faults: readonly string[];
}

const groups = 4;
const usersEach = 2;
const phonesEach = 3;
/** Most logins and logouts that a backend answers before it is killed: a count, so that a busy machine only takes longer. */
const longestLife = 40;
/** Then it dies within this time, anywhere in the requests that are on their way. */
const longestDeathMs = 5;

/**
 * Kills a backend again and again while people log in and out, and looks after each restart whether it still knows
 * what it had acknowledged.
 * @param seed of who logs in where, and of how long each backend lives
 */
export async function killAgainAndAgain(kills: number, seed: number): Promise<CampaignEnd> {
  const folder = mkdtempSync(join(tmpdir(), "deskfleet-test-"));
  try {
    return await campaign(folder, kills, createRandom(seed));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function campaign(folder: string, kills: number, random: Random): Promise<CampaignEnd> {
  const setup = join(folder, "setup.yaml");
  const state = join(folder, "state");
  writeFileSync(setup, JSON.stringify(setupContent())); // JSON is YAML
  const desks = Array.from({ length: groups }, (_, group) => deskGroup(group, random.fork(`group ${group}`)));
  const faults: string[] = [];
  const look = async (backend: RunningBackend, kill: number): Promise<void> => {
    const mappings = await backend.mappings();
    const wrong = [...doubled(mappings), ...desks.flatMap((each) => each.resume(mappings) ?? [])];
    faults.push(...wrong.map((text) => `after kill ${kill}: ${text}`));
  };
  for (let kill = 0; kill < kills && faults.length === 0; kill++) {
    const backend = await startBackend(setup, state);
    try {
      await look(backend, kill);
      const life = new Life(random.integer(1, longestLife));
      const working = Promise.all(
        desks.map((each) => each.workUntilGone(backend.apps, backend.gone, () => life.acknowledge())),
      );
      await Promise.race([life.over, working]);
      await wait(random.integer(0, longestDeathMs));
      await backend.end("SIGKILL");
      await working;
    } finally {
      await backend.end("SIGKILL");
    }
  }
  const last = await startBackend(setup, state);
  await look(last, kills);
  const exit = await last.end("SIGTERM");
  if (exit !== 0) faults.push(`it ended with ${exit} when asked to`);
  const setAside = readdirSync(state).filter((name) => name.includes("broken"));
  if (setAside.length > 0) faults.push(`a state could not be read: ${setAside.join(", ")}`);
  const acknowledged = desks.reduce((sum, each) => sum + each.acknowledged, 0);
  return { kills, acknowledged, faults };
}

/** Of one backend: over when it has answered so many logins and logouts. */
class Life {
  readonly over: Promise<void>;
  #left: number;
  #end: () => void = () => {};

  constructor(answers: number) {
    this.#left = answers;
    this.over = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  acknowledge(): void {
    this.#left -= 1;
    if (this.#left === 0) this.#end();
  }
}

/** One active mapping a phone, and under policy second-login: move one a user. */
function doubled(mappings: readonly MappingView[]): string[] {
  const active = mappings.filter((each) => each.active);
  const users = active.flatMap(({ extension, role }) => (role === "user" ? [extension] : []));
  return [...repeated(active.map(({ mac }) => mac)), ...repeated(users)].map(
    (each) => `${each} is there twice`,
  );
}

function repeated<Item>(items: readonly Item[]): Item[] {
  return items.filter((item, index) => items.indexOf(item) !== index);
}

function userOf(group: number, index: number): string {
  return String(1000 + group * usersEach + index);
}

function deskGroup(group: number, random: Random): DeskGroup {
  const users = Array.from({ length: usersEach }, (_, index) => userOf(group, index));
  const phones = Array.from({ length: phonesEach }, (_, index) =>
    (0x001fc1000000 + group * phonesEach + index).toString(16).padStart(12, "0"),
  );
  return new DeskGroup(users, phones, random);
}

/** One template and one layout, so that a login is a form and nothing else. */
function setupContent(): object {
  const users = Array.from({ length: groups * usersEach }, (_, index) => userOf(0, index));
  const extensions = users.map((user) => [
    user,
    { name: `User ${user}`, secret: `s3cret-${user}`, voicemail: { pin: pinOf(user) } },
  ]);
  const keys = [{ type: "line" }, { type: "app-login", label: "Login" }];
  return {
    setup: "Desks of a backend that is killed",
    "port-settings": { port: 0, protocol: "http" },
    locations: {
      lab: {
        subnet: "127.40.0.0/16",
        "caller-id": "2125550100",
        address: "100 Example Street, New York, NY",
      },
    },
    extensions: {
      ...Object.fromEntries(extensions),
      [placeholder]: {
        name: "Logged out",
        role: "placeholder",
        secret: "s3cret-placeholder",
        "max-contacts": 100,
      },
    },
    "model-layouts": {
      user: { model, description: "User", keys: [...keys, { type: "app-logout", label: "Logout" }] },
      logout: { model, description: "Logged out", keys },
    },
    groups: {
      "All Users": {
        hotdesk: {
          enabled: true,
          "login-templates": ["Default"],
          "login-model-layouts": ["user"],
          "logout-action": placeholder,
          "logout-model-layouts": { [model]: "logout" },
        },
      },
    },
    policies: { "concurrent-submit": "last-wins", "logout-confirm": "none" },
  };
}
