import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { startEmbeddedBackend } from "../../../sim/backend/embedded.js";
import { profiles, sampleSetup } from "../backend/sample-setup.js";

interface Command {
  readonly text: string;
  readonly method: string;
  readonly paths: readonly string[];
  readonly body: string | undefined;
}

/** The `curl` commands that docs/control-api.md gives, in order; not those that stay open or ask a phone's server. */
function commandsOf(page: string): Command[] {
  const lines = page.replaceAll("\\\n", " ").matchAll(/^curl .*$/gm);
  return [...lines]
    .filter(([text]) => text.includes("$api/") && !text.includes("/events"))
    .map(([text]) => ({
      text,
      method: /-X (\w+)/.exec(text)?.[1] ?? "GET",
      paths: [...text.matchAll(/\$api(\/[^\s"]+)/g)].map(([, path = ""]) => path),
      body: /-d '([^']+)'/.exec(text)?.[1],
    }));
}

test("every command of docs/control-api.md does what it says, in its order", async () => {
  const backend = await startEmbeddedBackend({
    ...{ setup: sampleSetup(), profiles, seed: 1, faultsEnabled: true },
  });
  onTestFinished(() => backend.stop());
  const commands = commandsOf(readFileSync("docs/control-api.md", "utf8"));
  expect(commands.length).toBeGreaterThan(25);
  for (const { text, method, paths, body } of commands) {
    for (const path of paths) {
      const json = body === undefined ? {} : { headers: { "content-type": "application/json" }, body };
      const { status } = await fetch(`${backend.controlUrl}${path}`, { method, ...json });
      // A comment may say that nothing is there yet.
      if (text.includes("# 404")) expect(status, text).toBe(404);
      else expect(status, text).toBeLessThan(300);
    }
  }
});
