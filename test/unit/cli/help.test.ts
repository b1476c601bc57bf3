import { expect, test } from "vitest";
import yargs from "yargs";
import { commands, nameOf } from "../../../sim/cli/commands.js";
import { switches } from "../../../sim/cli/flags/command-line.js";

const names = commands.map(nameOf);

async function helpOf(name: string, columns: number): Promise<string> {
  const program = yargs().scriptName("deskfleet").wrap(columns).exitProcess(false);
  return new Promise((resolve) => {
    void program
      .command(
        commands
          .filter((each) => nameOf(each) === name)
          .map((each) => ({ ...each, handler: () => undefined })),
      )
      .parse([name, "--help"], {}, (_error, _args, output) => resolve(output));
  });
}

test.each(names)(
  "the help of %s has each example on a line of its own, and no default that says nothing",
  async (name) => {
    for (const columns of [80, 110]) {
      const help = await helpOf(name, columns);
      const [, block = ""] = /\nExamples:\n(.+?)(?:\n\n|\s*$)/s.exec(help) ?? [];
      const lines = block.split("\n");
      expect(lines.length).toBeGreaterThan(1);
      for (const line of lines) expect(line).toMatch(/^ {2}(# |deskfleet )/);
      expect(help).not.toContain("[default: []]");
      // What must be given has no default.
      expect(help.replaceAll(/\s+/g, " ")).not.toContain("[required] [default");
      // K15: of a switch that is not in the list `--name=yes` would silently be no.
      const found = [...help.replaceAll(/\n {12,}/g, " ").matchAll(/^ +--(?:no-)?([a-z-]+) .*\[boolean\]/gm)];
      expect([...switches, "version", "help"]).toEqual(expect.arrayContaining(found.map(([, flag]) => flag)));
    }
  },
);

test("the help of load names the built-in plans and explains the words of its progress", async () => {
  const help = await helpOf("load", 110);
  expect(help).toContain("morning, one-placeholder-too-few");
  for (const word of ["registered", "refused", "failing", "done"]) {
    expect(help).toMatch(new RegExp(`^ {2}${word} +\\w`, "m"));
  }
});
