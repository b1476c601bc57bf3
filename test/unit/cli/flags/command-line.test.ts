import { expect, test } from "vitest";
import { plainWords } from "../../../../sim/cli/flags/command-line.js";

test.each([
  ["K14", "run -- my.yaml", "run my.yaml"],
  ["K14", "check -- f", "check f"],
  ["K14", "check --json -- f", "check f --json"],
  ["K14", "report a --report json=- -- b", "report a --report json=- b"],
  ["K14", "run -- -odd.yaml --list", "run ./-odd.yaml ./--list"],
  ["K14", "run --tags -- f", "run f --tags"],
  ["K14", "run a -- b -- c", "run a b ./-- c"],
  ["K14", "-- check f", "check f"],
  ["K14", "run --", "run"],
  ["K15", "run --list=1", "run --list"],
  ["K15", "run --list=yes --json=ON", "run --list --json"],
  ["K15", "run --list=true", "run --list"],
  ["K15", "run --tui=0 --bail=no", "run --no-tui --no-bail"],
  ["K15", "run --tui=off --json=false", "run --no-tui --no-json"],
  ["K15", "run --grep=yes --seed=1", "run --grep=yes --seed=1"],
])("%s: deskfleet %s means deskfleet %s", (_row, typed, meant) => {
  expect(plainWords(typed.split(" "))).toEqual(meant.split(" "));
});

test.each(["--list=maybe", "--json=", "--list=2", "--tui=ja"])(
  "K15: %s is neither yes nor no, and refused",
  (word) => {
    expect(() => plainWords(["run", word])).toThrow(`${word}: expected yes or no`);
  },
);
