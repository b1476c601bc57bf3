import type { Lacking } from "../../model/control/evidence.js";
import type { Setup } from "../../model/setup/setup.js";
import { type FarEnd, startFarEnd } from "../../psap/far-end.js";
import { farEndHost } from "../../psap/far-end-host.js";
import type { AmiAddress } from "../asterisk/ami/connection.js";
import { startAsteriskPbx } from "../asterisk/pbx/asterisk-pbx.js";
import { RefusedRequests } from "../pbx/refused-requests.js";
import type { SipStack, SipStackOptions } from "./sip-stack.js";
import type { StartedParts } from "./started-parts.js";

/** An Asterisk that somebody else runs: where phones and tools reach it, and what may be done to it. */
export interface ExternalAsterisk {
  readonly sipHost: string;
  /** UDP and TCP. */
  readonly sipPort: number;
  /** undefined: not given, so phones get the registered one. */
  readonly sipTlsPort: number | undefined;
  /** PEM of the authority of its certificate; undefined: phones know it by themselves. */
  readonly authority: string | undefined;
  readonly ami: AmiAddress;
  /** UDP port of our PSAP and carrier; 0: any free one. */
  readonly farEndPort: number;
  /** A laboratory's: its contacts and calls may be taken away. */
  readonly resettable: boolean;
  /** They are taken away at the start and at the end of this backend; default: no. */
  readonly fresh?: boolean;
  /** Writes a setup into the folder that it reads; absent: whoever runs it configures it. */
  readonly lab?: AsteriskLab;
}

/** Where the trunks of a laboratory end. */
export interface LabTrunks {
  readonly farEnd: { readonly host: string; readonly port: number };
  /** Names of those that nobody is at the end of. */
  readonly down: readonly string[];
}

/** The files of a laboratory's Asterisk. */
export interface AsteriskLab {
  /** @throws DeskfleetError DF_CAPABILITY where Asterisk cannot be like that; DF_FILE_WRITE */
  write(setup: Setup, trunks: LabTrunks): Promise<void>;
  /** Name of the trunk that an endpoint of those files is for. */
  trunkOf(setup: Setup, endpoint: string): string | undefined;
}

/** Of whatever Asterisk it is. */
const notShown: Lacking = {
  notices: "Asterisk itself sends no mail",
  cdr: "Asterisk writes none where cdr.conf of `deskfleet export` has enable = no",
  prompts: "those of Asterisk have voices of their own, and tell nobody which keys they have counted",
};

/**
 * The hot-desk module's view of a foreign Asterisk, and our PSAP and carrier at the other end of its trunks.
 * @throws DeskfleetError DF_SIP_BIND, DF_AMI_CONNECT, DF_AMI_LOGIN, DF_AMI_REFUSED, DF_FILE_WRITE
 */
export async function startAsteriskStack(
  options: SipStackOptions,
  asterisk: ExternalAsterisk,
  opened: StartedParts,
): Promise<SipStack> {
  const { host, setup, timers, clock, onEvent } = options;
  const { sipHost, sipPort, sipTlsPort, lab } = asterisk;
  const refusals = new RefusedRequests(clock, () => setup.current, onEvent);
  const farEnd = await opened.keep(
    startFarEnd({
      host: farEndHost(host, [sipHost]),
      port: asterisk.farEndPort,
      setup: () => setup.written,
      onCall: (view) => onEvent({ type: "psap", ...view }),
      onCallBack: (view) => onEvent({ type: "call-back", ...view }),
      onRefused: (refused) => refusals.refused({ ...refused, why: `${refused.why} (at the far end)` }),
      ...(timers && { timers }),
      ...(options.sound && { sound: { clock, random: options.random.fork("far end") } }),
    }),
  );
  const pbx = await opened.keep(
    startAsteriskPbx({
      ...options,
      ami: asterisk.ami,
      fresh: asterisk.fresh ?? false,
      setup: setup.applied,
      trunkOf: (endpoint) => lab?.trunkOf(setup.applied.current, endpoint),
      trunksDown: () =>
        farEnd.trunks.changed.flatMap(({ trunk, state }) => (state === "down" ? [trunk] : [])),
      ...(lab && {
        write: (written: Setup, down: readonly string[]) => lab.write(written, { farEnd: farEnd.peer, down }),
      }),
    }),
  );
  return {
    sip: {
      ...{ host: sipHost, external: true },
      ports: { udp: sipPort, tcp: sipPort, tls: sipTlsPort },
    },
    ...{ farEnd, pbx, lacks: lackingOf(asterisk, farEnd) },
  };
}

function lackingOf({ lab, farEndPort }: ExternalAsterisk, { peer }: FarEnd): Lacking {
  if (lab) return notShown;
  const notOurs = "its configuration is not ours: `asterisk` in the target file names the folder of a lab";
  const farEnd = `the target file does not say that its trunks end here (far-end), at ${peer.host}:${peer.port}`;
  return {
    ...notShown,
    announcements: notOurs,
    "dial-plan": notOurs,
    ...(farEndPort === 0 && { "far-end": farEnd }),
  };
}
