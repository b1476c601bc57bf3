import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { reportKinds } from "../../../reports/kinds.js";

/** Files that can hold a report: `reports/<kind>.ts`, or `reports/<kind>/report.ts` where it has a folder. */
const files = readdirSync("reports", { recursive: true, encoding: "utf8" }).filter((file) =>
  /^(?:[\w-]+|[\w-]+\/report)\.ts$/.test(file),
);

function isReport(value: unknown): value is { readonly name: string } {
  return typeof value === "object" && value !== null && "name" in value && "render" in value;
}

test("every report of a file in reports/ is a kind that --report takes, under a name of its own", async () => {
  const found: string[] = [];
  for (const file of files) {
    const exported: Readonly<Record<string, unknown>> = await import(`../../../reports/${file}`);
    found.push(
      ...Object.values(exported)
        .filter(isReport)
        .map(({ name }) => name),
    );
  }
  expect(reportKinds.map(({ name }) => name).toSorted()).toEqual(found.toSorted());
  expect(new Set(found).size).toBe(found.length);
});
