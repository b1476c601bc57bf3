import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { controlBase } from "../../../sim/model/control/control-api.js";
import { eventsPath, operationList } from "../../../sim/model/control/control-operations.js";

/** Whether the control API has such a path for that method; `{mac}`, `:mac` and an example of one are alike. */
function isThere(method: string, path: string): boolean {
  if (method === "GET" && path === eventsPath) return true;
  return operationList.some(([, operation]) => {
    const pattern = operation.path.replaceAll(/\{\w+\}/g, "[^/]+");
    return operation.method === method.toLowerCase() && new RegExp(`^${pattern}$`).test(path);
  });
}

/** `curl -X PUT $api/mappings/001fc1000001 …` of a page, a method and a path each; one line may ask for several. */
function curled(page: string): [string, string][] {
  const commands = page.replaceAll("\\\n", " ").matchAll(/^curl .*$/gm);
  return [...commands].flatMap(([command]) => {
    const method = /-X (\w+)/.exec(command)?.[1] ?? "GET";
    return [...command.matchAll(/(?:\$api|127\.0\.0\.1:8089\/control\/v1)(\/[^\s"?]+)/g)].map(
      ([, path = ""]): [string, string] => [method, path],
    );
  });
}

/** `POST /setup/submit` in a text, with the base path of the API or without. */
function named(text: string): [string, string][] {
  return [...text.matchAll(/\b(GET|PUT|POST|PATCH|DELETE) (?!\/apps)(\/[\w{}:./-]*\w[}]?)/g)].map(
    ([, method = "", path = ""]) => [
      method,
      path.startsWith(controlBase) ? path.slice(controlBase.length) : path,
    ],
  );
}

const pages = ["README.md", ...readdirSync("docs").map((name) => join("docs", name))].filter((file) =>
  file.endsWith(".md"),
);

test.each(pages)("%s names paths that there are", (file) => {
  const page = readFileSync(file, "utf8");
  expect([...curled(page), ...named(page)].filter(([method, path]) => !isThere(method, path))).toEqual([]);
});

test("docs/control-api.md shows every operation", () => {
  const asked = curled(readFileSync("docs/control-api.md", "utf8"));
  const missing = operationList.filter(([, { method, path }]) => {
    const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
    return !asked.some(([with_, at]) => with_.toLowerCase() === method && pattern.test(at));
  });
  expect(missing.map(([id]) => id)).toEqual(["getOpenApi"]);
});

test("messages and policies name paths that there are", () => {
  const texts = readdirSync("sim", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join("sim", file), "utf8"));
  const missing = texts.flatMap(named).filter(([method, path]) => !isThere(method, path));
  expect(missing).toEqual([]);
});
