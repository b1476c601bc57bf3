import { startPsap } from "../../psap/lab-psap.js";
import type { PsapEvent } from "../../psap/psap-event.js";
import { reachableAddress } from "../backend/reachable-address.js";
import { endSignal } from "../signals.js";
import type { PsapArguments } from "./arguments.js";
import { psapLine } from "./psap-line.js";

/** Runs a PSAP until a signal ends it. */
export async function runPsap({ host: asked, port, answer, json }: PsapArguments): Promise<void> {
  const host = reachableAddress("--host", asked, { listener: "PSAP", peers: "callers" });
  const print = (line: object, text: string): void => {
    process.stdout.write(`${json ? JSON.stringify(line) : text}\n`);
  };
  const onEvent = (event: PsapEvent): void => print(event, psapLine(event));
  using end = endSignal();
  const psap = await startPsap({ host, port, answer, onEvent });
  const { address } = psap;
  print(
    { type: "ready", ...address },
    `PSAP at ${address.host}, UDP and TCP ${address.port}: a trunk of a PBX may lead here, and no call goes further.\n` +
      "Ctrl-C ends it.",
  );
  await end.asked;
  if (psap.openCalls > 0) process.stderr.write("Hanging up. Ctrl-C again ends at once.\n");
  await psap.stop();
}
