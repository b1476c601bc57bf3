import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, type TestContext } from "vitest";

/**
 * A folder of the test's own that goes away with it.
 * @param context of the test; a concurrent test must give its own
 */
export function scratchFolder(
  context: { readonly onTestFinished: TestContext["onTestFinished"] } = { onTestFinished },
): string {
  const folder = mkdtempSync(join(tmpdir(), "deskfleet-test-"));
  context.onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
