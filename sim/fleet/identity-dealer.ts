import { DeskfleetError } from "../model/errors.js";
import { type Mac, parseMac } from "../model/mac.js";
import type { Random } from "../model/random.js";

/** What distinguishes one desk from all others on the wire. */
export interface HardwareIdentity {
  readonly mac: Mac;
  /** Address that the phone binds its sockets to. */
  readonly bindHost: string;
  /** Gives both back, once the phone is gone; a second call does nothing, for another desk may have them by then. */
  release(): void;
}

/** Desks outside all locations have their address here. */
const noLocation = "127.0.0.1";

const attempts = 64;

/**
 * Deals MACs and addresses: drawn by the seed, so that a run can be repeated, and never one that is out already
 * in this process. Several desks share an address only when a subnet has fewer than desks; ports keep them apart.
 */
export class IdentityDealer {
  readonly #taken = new Set<string>();

  /**
   * @param macPrefix of the profile, `00:1f:c1`
   * @param subnet of the desk's location, `127.10.0.0/16`; absent where the desk has none
   * @throws DeskfleetError DF_INTERNAL where no MAC is left under that prefix
   */
  deal(macPrefix: string, subnet: string | undefined, random: Random): HardwareIdentity {
    const mac = this.#draw(() => parseMac(`${macPrefix}${hex(random.integer(0, 0xffffff))}`));
    if (mac === undefined) throw new DeskfleetError("DF_INTERNAL", `no MAC is left under ${macPrefix}`);
    const bindHost =
      subnet === undefined
        ? noLocation
        : (this.#draw(() => addressIn(subnet, random)) ?? addressIn(subnet, random));
    let isOut = true;
    return {
      mac,
      bindHost,
      release: () => {
        if (!isOut) return;
        isOut = false;
        this.#taken.delete(mac);
        this.#taken.delete(bindHost);
      },
    };
  }

  #draw<Value extends string>(next: () => Value | undefined): Value | undefined {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const value = next();
      if (value === undefined || this.#taken.has(value)) continue;
      this.#taken.add(value);
      return value;
    }
    return undefined;
  }
}

function hex(number: number): string {
  return number.toString(16).padStart(6, "0");
}

/** A host address of the subnet; neither its first (network, by custom the router follows) nor its last. */
function addressIn(subnet: string, random: Random): string {
  const [network = noLocation, length = "24"] = subnet.split("/");
  const first = network.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(length));
  const base = first - (first % size);
  const address = base + random.integer(2, size - 2);
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
