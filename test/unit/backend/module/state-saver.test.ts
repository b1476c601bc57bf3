import { expect, test } from "vitest";
import type { ModuleState } from "../../../../sim/backend/module/module-state.js";
import { StateSaver } from "../../../../sim/backend/module/state-saver.js";

function saver() {
  const saved: number[] = [];
  const failed: unknown[] = [];
  let version = 0;
  let fails = 0;
  const waiting: (() => void)[] = [];
  const store = {
    load: () => Promise.resolve(undefined),
    save: async (state: ModuleState): Promise<void> => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      if (fails > 0) {
        fails -= 1;
        throw new Error("disk full");
      }
      saved.push(Number(state.lastExtensions["version"]));
    },
  };
  const state = (): ModuleState => ({
    version: 1,
    devices: [],
    wrongPins: [],
    lastExtensions: { version: String(version) },
    afterCall: [],
  });
  const made = new StateSaver(store, state, (error) => failed.push(error));
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return {
    saver: made,
    saved,
    failed,
    change: () => {
      version += 1;
      made.changed();
    },
    failNext: () => {
      fails += 1;
    },
    /** The disk has done what it is at. */
    disk: async (): Promise<void> => {
      await turns();
      waiting.shift()?.();
      await turns();
    },
  };
}

test("settled waits for the save that has the change in it, not for later ones", async () => {
  const rig = saver();
  rig.change();
  let settled = false;
  const waiting = rig.saver.settled().then(() => {
    settled = true;
  });
  expect(settled).toBe(false);
  await rig.disk();
  rig.change();
  await waiting;
  expect(rig.saved).toEqual([1]);
  await rig.disk();
  expect(rig.saved).toEqual([1, 2]);
});

test("what changes while a save is on its way goes into the next one together", async () => {
  const rig = saver();
  rig.change();
  await Promise.resolve();
  await Promise.resolve();
  for (let change = 0; change < 50; change += 1) rig.change();
  const settled = rig.saver.settled();
  await rig.disk();
  await rig.disk();
  await settled;
  expect(rig.saved).toEqual([1, 51]);
});

test("changes of one event go together", async () => {
  const rig = saver();
  rig.change();
  rig.change();
  await rig.disk();
  await rig.saver.settled();
  expect(rig.saved).toEqual([2]);
});

test("with nothing changed it is settled at once", async () => {
  await saver().saver.settled();
});

test("a save that fails is reported to the caller that waits, and tried again by the next one", async () => {
  const rig = saver();
  rig.failNext();
  rig.change();
  const first = rig.saver.settled();
  const refused = expect(first).rejects.toThrow("disk full");
  await rig.disk();
  await refused;
  expect(rig.failed).toHaveLength(1);
  const second = rig.saver.settled();
  await rig.disk();
  await second;
  expect(rig.saved).toEqual([1]);
});
