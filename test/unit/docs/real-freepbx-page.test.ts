import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import yargs from "yargs";
import { commands, nameOf } from "../../../sim/cli/commands.js";
import { parseTarget } from "../../../sim/model/control/parse-target.js";

const page = readFileSync("docs/real-freepbx.md", "utf8");

function helpOf(name: string): Promise<string> {
  return new Promise((resolve) => {
    void yargs()
      .scriptName("deskfleet")
      .exitProcess(false)
      .command(
        commands
          .filter((each) => nameOf(each) === name)
          .map((each) => ({ ...each, handler: () => undefined })),
      )
      .parse([name, "--help"], {}, (_error, _args, output) => resolve(output));
  });
}

test("every command of docs/real-freepbx.md is there, with each of its flags", async () => {
  const used = [...page.matchAll(/^ *npx deskfleet ([a-z]+)(.*?)(?: {2,}#.*)?$/gm)];
  expect(used.length).toBeGreaterThan(10);
  for (const [line, name = "", rest = ""] of used) {
    const help = await helpOf(name);
    expect(help, line).toContain(`deskfleet ${name}`);
    for (const [flag] of rest.matchAll(/--[a-z-]+/g)) expect(help, line).toMatch(new RegExp(`${flag}\\b`));
  }
});

test("its target files are good, its links lead somewhere, and the README leads to it", () => {
  const targets = [...page.matchAll(/```yaml\n(target:[^`]+)```/g)].map(([, text = ""]) => text);
  expect(targets).toHaveLength(2);
  for (const text of targets) parseTarget({ file: "docs/real-freepbx.md", text });
  for (const [, path = "", anchor] of page.matchAll(/\]\(([^)#]+)(?:#([^)]+))?\)/g)) {
    const file = `docs/${path}`;
    expect(existsSync(file), file).toBe(true);
    if (anchor === undefined) continue;
    const titles = [...readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    );
    expect(titles, `${path}#${anchor}`).toContain(anchor);
  }
  expect(readFileSync("README.md", "utf8")).toContain("(docs/real-freepbx.md)");
});
