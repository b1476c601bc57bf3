import { DeskfleetError } from "../../model/errors.js";
import type { StepRunner } from "../stage.js";

/** Server and PBX fail one beside the other; `none` ends both. A PBX falls silent on the phones' side of the wire. */
export const serverFault: StepRunner<"server-fault"> = async (fault, { backend, silence, setup }) => {
  if (fault === "none") {
    silence.on = false;
    await backend.lab.setWebFault(undefined);
  } else if (fault.on === "sip") {
    const { sipTransport } = setup.current;
    if (sipTransport !== "udp") {
      throw new DeskfleetError("DF_CAPABILITY", `a PBX falls silent over udp only, not over ${sipTransport}`);
    }
    silence.on = true;
  } else {
    await backend.lab.setWebFault(fault);
  }
};
