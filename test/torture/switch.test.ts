import { onTestFinished } from "vitest";
import { startEmbeddedBackend } from "../../sim/backend/embedded.js";
import { loadProfiles, loadSetup } from "../../sim/files/package-files.js";
import type { SocketAddress } from "../../sim/sip/transport/transport.js";
import type { Answers } from "./exchange.js";
import { tortureServer } from "./torture-server.js";

const profiles = loadProfiles();
const setup = loadSetup("scenarios/setups/two-offices.yaml", profiles);

/** A switch with its PBX for one message alone: several messages of the RFC share a transaction id. */
async function startPbx(): Promise<SocketAddress> {
  const timers = { t1: 50, t2: 400, t4: 500 };
  const backend = await startEmbeddedBackend({ setup, profiles, seed: 1, faultsEnabled: false, timers });
  onTestFinished(() => backend.stop());
  const { host, udpPort: port } = backend.status.sip;
  return { host, port };
}

/** What the PBX may say to a stranger; none: it must say nothing. */
const answersToValid: Answers = {
  // A To tag of no dialog that is there (RFC 3261 §12.2.2).
  wsinv: [481, 401],
  // A method that no application serves (503), or that it does not know.
  intmeth: [503, 501, 405],
  esc02: [503, 501, 405],
  esc01: [401],
  escnull: [401],
  lwsdisp: [401],
  baddate: [401],
  longreq: [401],
  dblreq: [401],
  semiuri: [401],
  transports: [401],
  mpart01: [405, 401],
  unreason: [],
  noreason: [],
  // "It should respond with a 400 or take the branch for one of RFC 2543."
  badbranch: [401, 400],
  // The To is no address of record; but who asks is asked first.
  unksm2: [401, 400],
  bext01: [420, 401],
  invut: [415, 401],
  // "Will reject this request with a 401, issuing a new challenge with a scheme it understands."
  regaut01: [401],
  bcast: [],
  // Not 483: the PBX is where it ends.
  zeromf: [401],
  cparam01: [401],
  cparam02: [401],
  regescrt: [401],
  sdp01: [406, 400, 401],
  // Without From tag and Contact: not served for the sake of RFC 2543.
  inv2543: [400, 401],
};

tortureServer(startPbx, answersToValid);
