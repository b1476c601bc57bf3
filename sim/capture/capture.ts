import type { Clock } from "../model/clock.js";
import type { Recorder } from "../transcript/recorder.js";
import { ExchangeLog } from "./captured-exchange.js";
import { PhoneNames } from "./phone-names.js";
import { startSipCapture } from "./sip-capture.js";
import { type Doors, toldAddresses } from "./told-addresses.js";
import { startWebCapture } from "./web-capture.js";

export interface CaptureOptions {
  /** Numeric address to listen on. */
  readonly host: string;
  /** 0 for any free one. */
  readonly webPort: number;
  /** UDP and TCP, 0 for any free one. */
  readonly sipPort: number;
  /** The PBX; the host of `sip` is numeric. */
  readonly upstream: Doors;
  /** Other names by which its answers call the PBX. */
  readonly names: readonly string[];
  /** Emergency numbers that may be handed on. */
  readonly allowed: readonly string[];
  /** P-values that hold passwords. */
  readonly secretParameters: ReadonlySet<number>;
  /** Texts that stay legible although somebody types them as a PIN; grows. */
  readonly inUse: Set<string>;
  readonly clock: Clock;
  readonly recorderOf: (phone: string) => Recorder;
}

/** A capture, running. */
export interface Capture {
  readonly own: Doors;
  stop(): Promise<void>;
}

/**
 * Stands between phones and a PBX with its hot-desk module: hands on provisioning, phone apps and SIP, and records both.
 * @throws DeskfleetError DF_CAPTURE_LISTEN, DF_SIP_BIND
 */
export async function startCapture(options: CaptureOptions): Promise<Capture> {
  const { host, upstream, names: others, allowed, clock, recorderOf } = options;
  const names = new PhoneNames();
  const leaveFrom = (address: string) => keptAddress(address, upstream);
  const sip = await startSipCapture({
    ...{ host, port: options.sipPort, upstream: upstream.sip, allowed, names, clock, recorderOf, leaveFrom },
    pbxHosts: others,
  });
  const own = { scheme: "http", web: { host, port: options.webPort }, sip: { host, port: sip.port } };
  let rewrite = toldAddresses(upstream, others, own);
  const web = await startWebCapture({
    ...{ host, port: options.webPort, upstream, names, recorderOf, leaveFrom },
    log: new ExchangeLog(options.secretParameters, options.inUse),
    rewrite: (text) => rewrite(text),
  }).catch(async (error: unknown) => {
    await sip.close();
    throw error;
  });
  const open = { ...own, web: { host, port: web.port } };
  rewrite = toldAddresses(upstream, others, open);
  return {
    own: open,
    stop: async () => {
      await Promise.all([web.close(), sip.close()]);
    },
  };
}

/**
 * A PBX may tell a desk by its address. On loopback each address is ours, so a simulated phone keeps its own; any other
 * phone comes from the address of this machine.
 */
function keptAddress(address: string, { web, sip }: Doors): string | undefined {
  const isLoopback = (host: string): boolean => /^127\.\d+\.\d+\.\d+$/.test(host);
  return isLoopback(address) && isLoopback(sip.host) && (isLoopback(web.host) || web.host === "localhost")
    ? address
    : undefined;
}
