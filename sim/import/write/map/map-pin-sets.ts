import type { SetupInput } from "../../../model/setup/setup.js";
import type { PbxFacts, PinSetFacts, RouteFacts } from "../../facts/facts.js";
import type { MapOptions } from "./map-options.js";
import type { Note } from "./note.js";
import { standInSecret } from "./stand-ins.js";
import { uniqueNames } from "./unique-names.js";

type PinSets = NonNullable<SetupInput["pin-sets"]>;
type Gates = Pick<NonNullable<SetupInput["routes"]>[number], "pin-set" | "password">;

type Tell = (what: string, detail: string, kind?: Note["kind"]) => void;

/**
 * The PIN sets that routes ask for, and what each route asks for (FI-16, FI-17). Without secrets a set has no PINs and a
 * password is a stand-in: that something is asked can be judged all the same.
 */
export function mapPinSets(
  facts: PbxFacts,
  { withSecrets }: MapOptions,
): {
  readonly pinSets: PinSets;
  readonly gatesOf: (route: RouteFacts, tell: Tell) => Gates;
} {
  const sets = setsOf(facts);
  const names = uniqueNames(sets, "PIN set");
  const asking = (route: RouteFacts) =>
    sets.filter(({ id, routes }) => routes.includes(route.id) || id === route.pinSet);
  const used = sets.filter((set) => (facts.routes ?? []).some((route) => asking(route).includes(set)));
  const pinsOf = ({ pins }: PinSetFacts) => (withSecrets ? pins.filter(isDigits) : []);
  return {
    pinSets: Object.fromEntries(
      used.map((set) => [
        names.get(set.id) ?? "",
        { pins: pinsOf(set), ...(set.recorded ? { "record-in-cdr": true } : {}) },
      ]),
    ),
    gatesOf: (route, tell) => {
      const [first, ...others] = asking(route);
      for (const { name } of others) tell("another PIN set of a route", name);
      const set = first && names.get(first.id);
      if (first !== undefined && !facts.pinSets?.some(({ id }) => id === first.id))
        tell("PINs of a set", `no source had those of ${set}: without them nobody can be let through`, "ask");
      const odd = first?.pins.filter((pin) => !isDigits(pin)).length ?? 0;
      if (odd > 0) tell("PINs that are not digits alone", `${odd} of the set ${set}`);
      return {
        ...(set === undefined ? {} : { "pin-set": set }),
        ...passwordOf(route, withSecrets, tell),
      };
    },
  };
}

function isDigits(pin: string): boolean {
  return /^\d+$/.test(pin);
}

/** Where only Asterisk's own files were read, a set is known by its number alone. */
function setsOf({ pinSets = [], routes = [] }: PbxFacts): PinSetFacts[] {
  const unknown = new Set(
    routes.flatMap(({ pinSet }) =>
      pinSet === undefined || pinSets.some(({ id }) => id === pinSet) ? [] : [pinSet],
    ),
  );
  return [...pinSets, ...[...unknown].map((id) => ({ id, name: "", pins: [], routes: [] }))];
}

function passwordOf({ password }: RouteFacts, withSecrets: boolean, tell: Tell): Pick<Gates, "password"> {
  if (password === "") return {};
  const isFile = password.includes("/");
  if (isFile) tell("password of a route", `those in the file ${password}`);
  const isLine = /^[^\p{Cc}]+$/u.test(password);
  return { password: withSecrets && isLine && !isFile ? password : standInSecret };
}
