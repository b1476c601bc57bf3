import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished, type TestContext } from "vitest";
import type { SetupInput } from "../../sim/model/setup/setup.js";
import type { SocketAddress } from "../../sim/sip/transport/transport.js";
import { scratchFolder } from "../e2e/scratch.js";
import { requireAsterisk } from "./asterisk.js";
import { laboratory } from "./asterisk-laboratory.js";
import { runBackend } from "./running-backend.js";

/** What stands behind the same questions. */
export const pbxKinds = ["embedded", "asterisk"] as const;

type PbxKind = (typeof pbxKinds)[number];

/** A PBX with a setup, whose trunks end at a PSAP and a carrier of ours. */
export interface EitherPbx {
  readonly sip: SocketAddress;
  /** Numbers and caller ids of the calls that have reached the far end, in order. */
  outside(): Promise<string[]>;
}

/** Starts `deskfleet backend`, or the real Asterisk with the same setup; to be called first in a test. */
export async function startPbx(kind: PbxKind, context: TestContext, setup: SetupInput): Promise<EitherPbx> {
  if (kind === "asterisk") {
    requireAsterisk(context);
    const { pbx, farEnd } = await laboratory(setup);
    return { sip: pbx.sip, outside: async () => farEnd.calls().map(told) };
  }
  const file = join(scratchFolder({ onTestFinished }), "setup.yaml");
  writeFileSync(file, JSON.stringify(setup));
  const backend = await runBackend([], file);
  return { sip: backend.sip, outside: async () => (await backend.farEndCalls()).map(told) };
}

function told({ number, callerId }: { readonly number: string; readonly callerId: string }): string {
  return `${number} from ${callerId}`;
}
