import { expect, test } from "vitest";
import type { Backend } from "../../../sim/fleet/backend/backend.js";
import { DeskfleetError } from "../../../sim/model/errors.js";
import { SetupInForce } from "../../../sim/scenario/setup-in-force.js";
import { setup } from "./phone-events.js";
import { runAll, scenarioOf, startReal } from "./scene.js";

const phones = "phones: { desk: { model: CIP230, location: new-york } }\n";
const refusal = "POST /setup/submit was answered with 400: groups.Ghosts is not there";

/** The embedded backend, of which one act is answered as the test says. */
function answering(act: Partial<Backend["admin"]>): typeof startReal {
  return async (setup, start) => {
    const backend = await startReal(setup, start);
    return { ...backend, admin: { ...backend.admin, ...act } };
  };
}

async function verdictOf(step: string, act: Partial<Backend["admin"]>) {
  const { summary } = await runAll([scenarioOf("x", `${phones}steps:\n  - ${step}\n`)], {
    startBackend: answering(act),
  });
  const [scenario] = summary.scenarios;
  const { message, expected, lastSeen } = scenario?.steps[0] ?? {};
  return { verdict: scenario?.verdict, message, expected, lastSeen };
}

const refuses = async (): Promise<never> => {
  throw new DeskfleetError("DF_BACKEND_REFUSED", refusal);
};
const takes = async () => [];

test("a refusal that is expected must come, with the reason that is expected", async () => {
  const step = 'submit: { set: { setup: x }, refused: "groups.Ghosts" }';
  expect(await verdictOf(step, { submit: refuses })).toMatchObject({ verdict: "passed" });
  expect(await verdictOf(step, { submit: takes })).toEqual({
    verdict: "failed",
    message: "the backend takes what it should refuse",
    expected: 'a refusal with "groups.Ghosts"',
    lastSeen: "it was taken",
  });
  expect(await verdictOf(step.replace("Ghosts", "Other"), { submit: refuses })).toEqual({
    verdict: "failed",
    message: "the backend refuses it for another reason",
    expected: 'a refusal with "groups.Other"',
    lastSeen: refusal,
  });
});

test("a refusal that is not expected is a failure, and an API that is gone blocks", async () => {
  const step = "admin-logout: desk";
  expect(await verdictOf(step, { logout: refuses })).toEqual({
    verdict: "failed",
    message: "the backend refuses it",
    expected: "the backend takes it",
    lastSeen: refusal,
  });
  const gone = async (): Promise<never> => {
    throw new DeskfleetError("DF_BACKEND_CONTROL", "the control API cannot be reached");
  };
  expect(await verdictOf(step, { logout: gone })).toMatchObject({ verdict: "blocked" });
  expect(
    await verdictOf("admin-logout: { phone: desk, refused: forbidden }", { logout: gone }),
  ).toMatchObject({ verdict: "blocked" });
});

test("a Submit that was taken holds for later expectations", async () => {
  const submitted = scenarioOf(
    "The user becomes a placeholder",
    `${phones}steps:
  - power-on: desk
  - login: { phone: desk, extension: "1008", pin: "94617208" }
  - expect: { phone: desk, state: USER }
  - submit: { set: { extensions: { "1008": { role: placeholder } } } }
  - expect: { phone: desk, state: PLACEHOLDER, within: 1s }
`,
  );
  const { summary } = await runAll([submitted], { startBackend: answering({ submit: takes }) });
  const [scenario] = summary.scenarios;
  expect(scenario?.reason).toBeUndefined();
});

test("a Submit that the backend takes although it makes no setup is a failure", () => {
  const inForce = new SetupInForce(setup);
  expect(() => inForce.submit({ locations: 3 })).toThrow(
    expect.objectContaining({
      message: "the backend accepted an invalid setup",
      lastSeen: expect.stringContaining("locations"),
    }),
  );
  expect(inForce.current).toBe(setup);
});

test("who cannot stop the backend is blocked, not failed", async () => {
  const { summary } = await runAll([scenarioOf("x", `${phones}steps:\n  - backend: down\n`)], {
    startBackend: async (setup, start) => {
      const backend = await startReal(setup, start);
      const unable = async (): Promise<never> => {
        throw new DeskfleetError("DF_CAPABILITY", "nobody can");
      };
      return { ...backend, lab: { ...backend.lab, down: unable } };
    },
  });
  expect(summary.scenarios[0]).toMatchObject({ verdict: "blocked" });
});
