import type { Random } from "../../model/random.js";
import type { HandsetView } from "../../transcript/handset-view.js";
import type { Stage, StagePhone } from "../stage.js";
import { Interrupted } from "../step-failure.js";
import { keyOf, logInByHand, peopleOf } from "./log-in-by-hand.js";
import { unlessUnable } from "./unless-unable.js";

/** How many people try a desk before it is left as it is. */
const triesOfADesk = 3;

/**
 * People come in and log in: a new phone is blank until somebody does, and calls from it prove the same each time. Who sits
 * where, chance says; as long as there are more people than desks, nobody at two.
 */
export async function playMorning(stage: Stage, phones: readonly StagePhone[]): Promise<void> {
  const people = shuffled(stage.random, peopleOf(stage.setup.current));
  if (people.length === 0) return;
  await Promise.all(
    phones.map((phone, desk) => {
      const tries = Array.from({ length: triesOfADesk }, (_each, round) => desk + round * phones.length);
      const random = stage.random.fork(`morning ${phone.name}`);
      return seat(
        stage,
        phone,
        tries.flatMap((number) => people[number % people.length] ?? []),
        random,
      );
    }),
  );
}

/** Until one of them is logged in. */
async function seat(stage: Stage, phone: StagePhone, people: readonly string[], random: Random) {
  for (const extension of people) {
    await settled(
      stage,
      phone,
      (view) => view.extension !== undefined || keyOf(view, "app-login") !== undefined,
    );
    if (stage.log.view(phone.name).extension !== undefined) return;
    await logInByHand(stage, phone, extension, random).catch(unlessUnable);
    // What is refused, the phone says on its screen.
    await settled(stage, phone, ({ state, screen }) => state === "READY" || screen.kind === "text");
  }
}

async function settled(
  { log, clock, signal, settleLimitMs }: Stage,
  { name }: StagePhone,
  holds: (view: HandsetView) => boolean,
): Promise<void> {
  const look = (): true | undefined => holds(log.view(name)) || undefined;
  const { end } = await log.until([`phone:${name}`], look, settleLimitMs, clock, signal);
  if (end === "aborted") throw new Interrupted();
}

function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
