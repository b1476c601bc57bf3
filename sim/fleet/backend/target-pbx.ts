import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { BackendStatus } from "../../model/control/control-api.js";
import type { Target } from "../../model/control/target.js";
import { DeskfleetError } from "../../model/errors.js";

/** Where the PBX of a target is, and whether the control API speaks for it. */
export interface TargetPbx {
  /** Each `host:port` that phones may register at. */
  readonly registrars: ReadonlySet<string>;
  /** Where the control API has another PBX: why it cannot speak for the target's. */
  readonly unseen: string | undefined;
}

/**
 * @param status of the control API; undefined: the target has none
 * @throws DeskfleetError DF_CAPABILITY where the host has no address
 */
export async function targetPbx(
  { sip }: Pick<Target, "sip">,
  status: BackendStatus | undefined,
): Promise<TargetPbx> {
  const hosts = await addressesOf(sip.host);
  const told = [sip.port, ...(sip.tlsPort === undefined ? [] : [sip.tlsPort])];
  const { udpPort, tcpPort, tlsPort } = status?.sip ?? {};
  const known = [udpPort, tcpPort, tlsPort].filter((port) => port !== undefined);
  const same = status !== undefined && hosts.includes(status.sip.host) && known.includes(sip.port);
  const ports = same ? [...told, ...known] : told;
  return {
    registrars: new Set(hosts.flatMap((host) => ports.map((port) => `${host}:${port}`))),
    unseen:
      same || status === undefined
        ? undefined
        : `its control API knows the PBX at ${status.sip.host}:${status.sip.udpPort}, the target's is at ${sip.host}:${sip.port}`,
  };
}

async function addressesOf(host: string): Promise<string[]> {
  if (isIP(host) !== 0) return [host];
  try {
    return (await lookup(host, { all: true, family: 4 })).map(({ address }) => address);
  } catch (cause) {
    throw new DeskfleetError("DF_CAPABILITY", `sip.host of the target: ${host} has no address`, { cause });
  }
}
