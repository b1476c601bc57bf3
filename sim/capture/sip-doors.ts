import { openTcp } from "../sip/transport/tcp.js";
import type { Arrival, Transport } from "../sip/transport/transport.js";
import { openUdp } from "../sip/transport/udp.js";

/** Where phones reach a SIP server. */
export interface SipDoors {
  readonly udp: Transport;
  readonly tcp: Transport;
}

/** UDP and TCP on one port. @throws DeskfleetError DF_SIP_BIND */
export async function openSipDoors(
  host: string,
  port: number,
  onMessage: (arrival: Arrival) => void,
): Promise<SipDoors> {
  for (let left = port === 0 ? 10 : 0; ; left--) {
    const options = { onMessage, onError: () => undefined };
    const udp = await openUdp({ ...options, bind: { host, port } });
    try {
      const tcp = await openTcp({ ...options, listen: true, bind: { host, port: udp.local.port } });
      return { udp, tcp };
    } catch (error) {
      await udp.close();
      if (left === 0) throw error;
    }
  }
}
