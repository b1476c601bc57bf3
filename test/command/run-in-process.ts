import { vi } from "vitest";
import { deskfleet } from "../../sim/cli/deskfleet.js";
import type { CliEnd } from "../e2e/cli.js";
import { refuseSecrets } from "../e2e/no-secrets.js";

/**
 * Runs a command line that ends by itself, without a process of its own: many in the time of one start. Its output is
 * caught at Node's own streams; exit code and output as a shell sees them are for the end-to-end tests.
 */
export async function runInProcess(words: readonly string[]): Promise<CliEnd> {
  const stdout = catchOutput(process.stdout);
  const stderr = catchOutput(process.stderr);
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await deskfleet(words);
    return { code: Number(process.exitCode ?? 0), stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    process.exitCode = before;
    stdout.release();
    stderr.release();
    refuseSecrets(`the output of deskfleet ${words.join(" ")}`, stdout.text() + stderr.text());
  }
}

function catchOutput(stream: NodeJS.WriteStream): { text: () => string; release: () => void } {
  let text = "";
  const write = vi.spyOn(stream, "write").mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  return { text: () => text, release: () => write.mockRestore() };
}
