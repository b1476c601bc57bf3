import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { TestContext } from "vitest";

/**
 * Programs of other people that these tests run against, and the Debian packages that have them. An absent one
 * skips the test with that reason; in CI it fails it, so that nobody takes a skipped proof for a proof.
 */
const peers = {
  sipp: "sip-tester",
  baresip: "baresip-core",
  sipsak: "sipsak",
  kamailio: "kamailio",
  tmux: "tmux",
  curl: "curl",
} as const;

/** To be called first in a test or a `beforeEach`. */
export function requirePeer(context: TestContext, program: keyof typeof peers): void {
  if (isInstalled(program)) return;
  skipWithout(context, `${program} is not installed (Debian package ${peers[program]})`);
}

/** A skip with its reason, and a failure in CI. */
export function skipWithout(context: TestContext, reason: string): void {
  if (process.env["CI"] === "true") throw new Error(`${reason}; CI must have every peer`);
  context.skip(reason);
}

function isInstalled(program: string): boolean {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
