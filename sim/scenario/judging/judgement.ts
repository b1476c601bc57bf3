import type { EmergencyWatch } from "../../emergency/emergency-watch.js";
import type { Probe } from "../../fleet/backend/probe.js";
import type { Clock } from "../../model/clock.js";
import type { Evidence } from "../../model/control/evidence.js";
import type { Setup } from "../../model/setup/setup.js";
import type { EventLog } from "../evidence/event-log.js";
import type { PhoneEvidence } from "../evidence/evidence.js";
import type { Topic } from "../evidence/topic.js";
import { anyFields, fieldNames } from "../expectation-fields.js";
import type { Expectation } from "../file/expectation-schema.js";
import type { Check } from "./check.js";
import type { Field } from "./field.js";

/** What an expectation is judged on. */
export interface Scene {
  readonly log: EventLog;
  readonly setup: Setup;
  readonly probe: Probe;
  readonly paths: Pick<EmergencyWatch, "pathOf">;
  /** Phones that the expectation names; a group is spread out. */
  readonly phones: readonly string[];
  readonly clock: Pick<Clock, "wall">;
}

type Judge = () => readonly Check[];
type Ask = () => Promise<Check>;

interface Expected {
  readonly field: Field;
  readonly value: unknown;
}

/**
 * Whether an expectation holds. What an event did not touch is not judged again: with a hundred phones an event of one
 * of them costs as much as with one.
 */
export class Judgement {
  readonly #judges = new Map<Topic, Judge>();
  readonly #checks = new Map<Topic, readonly Check[]>();
  readonly #unmet = new Set<Topic>();
  readonly #asks: readonly Ask[];
  /** What the backend has to show for the expectation to be judged at all. */
  readonly needs: readonly Evidence[];
  #answers: readonly Check[] = [];

  constructor(expectation: Expectation, scene: Scene) {
    const expected = fieldNames.flatMap((name): Expected[] =>
      expectation[name] === undefined ? [] : [{ field: anyFields[name], value: expectation[name] }],
    );
    this.needs = expected.flatMap(
      ({ field: { needs }, value }) => (typeof needs === "function" ? needs(value) : needs) ?? [],
    );
    const { call } = expectation;
    const { log } = scene;
    if (call !== undefined) {
      this.#add(`call:${call}`, expected, ({ field, value }) => field.ofCall?.(value, log.call(call)));
    }
    this.#add("far-end", expected, ({ field, value }) => field.ofFarEnds?.(value, log.farEnds()));
    this.#add("call-back", expected, ({ field, value }) =>
      field.ofCallBack?.(value, log.callBack(), scene.setup),
    );
    this.#add("announcements", expected, ({ field, value }) =>
      field.ofAnnouncements?.(value, log.announcements()),
    );
    this.#add("lost-keys", expected, ({ field, value }) => field.ofLostKeys?.(value, log.lostKeys));
    for (const name of scene.phones) {
      this.#add(`phone:${name}`, expected, ({ field, value }) => {
        const isOfCall = call !== undefined && field.ofCall !== undefined;
        const check = isOfCall ? undefined : field.ofPhone?.(value, evidenceOf(name, scene));
        return check && onPhone(name, check);
      });
    }
    this.#asks = expected.flatMap((each) => asksOf(each, scene));
  }

  /** What it depends on. */
  get topics(): readonly Topic[] {
    return [...this.#judges.keys()];
  }

  /** Whether something must be read from the backend. */
  get asks(): boolean {
    return this.#asks.length > 0;
  }

  /** Judges again what an event changed. @returns whether everything holds that events show */
  look(changed: readonly Topic[]): boolean {
    for (const topic of changed) {
      const judge = this.#judges.get(topic);
      if (judge === undefined) continue;
      const checks = judge();
      this.#checks.set(topic, checks);
      if (checks.every(({ met }) => met)) this.#unmet.delete(topic);
      else this.#unmet.add(topic);
    }
    return this.#unmet.size === 0;
  }

  /** Whether something of it can hold no more, however long one waits. */
  get isLost(): boolean {
    return [...this.#checks.values()].some((checks) => checks.some(({ met, lost }) => !met && lost));
  }

  /**
   * Reads from the backend what it must show, and judges everything anew: events may have come meanwhile.
   * @returns whether everything holds
   * @throws DeskfleetError DF_CAPABILITY where the backend cannot show it
   */
  async ask(): Promise<boolean> {
    const answers: Check[] = [];
    for (const ask of this.#asks) answers.push(await ask());
    this.#answers = answers;
    return this.look(this.topics) && answers.every(({ met }) => met);
  }

  /** What does not hold. */
  broken(): Check[] {
    return [...[...this.#checks.values()].flat(), ...this.#answers].filter(({ met }) => !met);
  }

  #add(topic: Topic, expected: readonly Expected[], check: (expected: Expected) => Check | undefined): void {
    const judge: Judge = () => expected.map(check).filter((each) => each !== undefined);
    if (judge().length > 0) this.#judges.set(topic, judge);
  }
}

function evidenceOf(name: string, { log, setup, clock, paths }: Scene): PhoneEvidence {
  const { view, sinceStep, incoming, dropped } = log.phone(name);
  // Its event is told after the one that changed it: the view is a moment behind.
  const emergency = paths.pathOf(name)?.view ?? view.emergency;
  return { view, sinceStep, incoming, dropped, setup, emergency, epochMs: clock.wall() };
}

function asksOf({ field, value }: Expected, { log, probe, phones }: Scene): Ask[] {
  const { ask, askOfPhone } = field;
  const ofBackend = ask ? [() => ask(value, probe)] : [];
  const ofPhones = askOfPhone
    ? phones.map((name) => async () => onPhone(name, await askOfPhone(value, probe, log.view(name))))
    : [];
  return [...ofBackend, ...ofPhones];
}

/** A report names the phone: an expectation may be about a group. */
function onPhone(name: string, { met, expected, seen }: Check): Check {
  return { met, expected: `${name}: ${expected}`, seen: `${name}: ${seen}` };
}
