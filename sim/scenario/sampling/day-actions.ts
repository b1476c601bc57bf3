import { DeskfleetError } from "../../model/errors.js";
import type { DayAction } from "./day-action.js";
import { keyOf, logInByHand, peopleOf } from "./log-in-by-hand.js";

/** How long another call may take to be answered before the day goes on, in milliseconds. */
const answerLimitMs = 3000;

const powerOn: DayAction = {
  weight: 8,
  possible: ({ state }) => state === "OFF",
  run: (_stage, { handset }) => handset.powerOn(),
};

const powerCut: DayAction = {
  weight: 1,
  possible: ({ state }) => state !== "OFF",
  run: (_stage, { handset }) => handset.powerOff(),
};

/** Whoever comes by logs in, whichever office is theirs. */
const login: DayAction = {
  weight: 15,
  possible: (view) => keyOf(view, "app-login") !== undefined,
  run: async (stage, phone) => {
    const people = peopleOf(stage.setup.current);
    const extension = people[stage.random.integer(0, Math.max(0, people.length - 1))];
    if (extension !== undefined) await logInByHand(stage, phone, extension, stage.random);
  },
};

const logout: DayAction = {
  weight: 4,
  possible: (view) => keyOf(view, "app-logout") !== undefined,
  run: async ({ log }, { name, handset }) => {
    const key = keyOf(log.view(name), "app-logout");
    if (key === undefined) return;
    await handset.pressKey(key);
    const { screen } = log.view(name);
    if (screen.kind === "menu") await handset.pick(1);
  },
};

const restart: DayAction = {
  weight: 1,
  possible: ({ state, registration }) => state === "READY" && registration === "registered",
  run: async ({ backend, log }, { name }) => {
    // The PBX may have lost its contact by now, or have none yet.
    await backend.admin.resync(log.view(name).mac, true).catch(unlessRefused);
  },
};

/** Another desk calls for help at the same time: limits and trunks fill up (EH-7, EH-8). */
const otherCall: DayAction = {
  weight: 5,
  possible: ({ state, calls }) => state === "READY" && calls.every(({ state: each }) => each !== "answered"),
  run: async ({ setup, log, clock, signal, random }, { name, handset }) => {
    const call = `other-${random.integer(0, 2 ** 31)}`;
    await handset.dial(setup.current.emergencyNumbers[0] ?? "911", call);
    const settled = (): true | undefined =>
      log.call(call).last.get(name)?.state === "dialling" ? undefined : true;
    await log.until([`call:${call}`], settled, answerLimitMs, clock, signal);
  },
};

const endOtherCall: DayAction = {
  weight: 3,
  possible: ({ calls }) => calls.some(({ state }) => state === "answered"),
  run: async ({ log }, { name, handset }) => {
    const call = log.view(name).calls.find(({ state }) => state === "answered");
    if (call !== undefined) await handset.hangUp(call.call);
  },
};

/** The PBX starts anew: what it has stored, it has again (PBX-60). */
const pbxRestart: DayAction = {
  weight: 0.2,
  possible: () => true,
  run: async ({ backend: { lab }, recorderOf }) => {
    recorderOf().record({ type: "outage", of: "backend", on: true });
    await lab.down();
    await lab.up();
    recorderOf().record({ type: "outage", of: "backend", on: false });
  },
};

/** An admin gives the desk's account another password: it has the old one until it fetches its file again (EH-25). */
const newPassword: DayAction = {
  weight: 0.2,
  possible: ({ extension }) => extension !== undefined,
  run: async ({ backend, setup, log, random, recorderOf }, { name }) => {
    const { extension = "" } = log.view(name);
    const secret = `changed-${random.integer(0, 2 ** 31)}`;
    recorderOf().hide(secret);
    const changes = { extensions: { [extension]: { secret } } };
    await backend.admin.submit(changes);
    setup.submit(changes);
  },
};

/** What happens on any day; each day has trunks of its own besides. */
export const dayActions: readonly DayAction[] = [
  powerOn,
  powerCut,
  login,
  logout,
  restart,
  otherCall,
  endOtherCall,
  pbxRestart,
  newPassword,
];

function unlessRefused(error: unknown): void {
  if (!(error instanceof DeskfleetError) || error.code !== "DF_BACKEND_REFUSED") throw error;
}
