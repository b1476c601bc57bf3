import type { Target } from "../../model/control/target.js";
import { DeskfleetError } from "../../model/errors.js";
import type { Backend, BackendStart } from "./backend.js";
import { connectBackend } from "./controlled-backend.js";
import { unsupported } from "./unsupported.js";

/** An external backend as its target file describes it; without a control URL nothing can be read or changed. */
export async function connectTarget(target: Target, start: BackendStart): Promise<Backend> {
  const { controlUrl, configServer, sip } = target;
  if (controlUrl !== undefined) {
    const running = { controlUrl, tellsEvents: false, stop: async () => {} };
    const backend = await connectBackend(running, start);
    return { ...backend, addresses: { ...backend.addresses, configServer, host: sip.host } };
  }
  const reason = "the target file names no control-url";
  if (start.faults.length > 0) throw new DeskfleetError("DF_CAPABILITY", reason);
  return {
    ...unsupported(reason),
    addresses: { configServer, host: sip.host, certificateAuthority: undefined },
    stop: async () => {},
  };
}
