import type { Recording } from "./recording.js";
import { type ReplayedSip, startSipReplay } from "./replay-sip.js";
import { type ReplayedRequest, startWebReplay } from "./replay-web.js";
import { type Doors, toldAddresses } from "./told-addresses.js";

export interface ReplayOptions {
  /** Numeric address to listen on. */
  readonly host: string;
  /** 0 for any free one; of `sipPort` too. */
  readonly webPort: number;
  readonly sipPort: number;
  readonly recording: Recording;
  readonly onRequest: (request: ReplayedRequest) => void;
  readonly onSip: (request: ReplayedSip) => void;
}

/** A replay, running. */
export interface Replay {
  readonly own: Doors;
  stop(): Promise<void>;
}

/**
 * Serves what was recorded, from addresses of its own.
 * @throws DeskfleetError DF_CAPTURE_LISTEN, DF_SIP_BIND
 */
export async function startReplay(options: ReplayOptions): Promise<Replay> {
  const { host, recording, onRequest } = options;
  const sip = await startSipReplay(host, options.sipPort, options.onSip);
  const own = { scheme: "http", web: { host, port: options.webPort }, sip: { host, port: sip.port } };
  let rewrite = toldAddresses(recording.doors, recording.names, own);
  const web = await startWebReplay({
    ...{ host, port: options.webPort, recording, onRequest },
    rewrite: (text) => rewrite(text),
  }).catch(async (error: unknown) => {
    await sip.close();
    throw error;
  });
  const open = { ...own, web: { host, port: web.port } };
  rewrite = toldAddresses(recording.doors, recording.names, open);
  return {
    own: open,
    stop: async () => {
      await Promise.all([web.close(), sip.close()]);
    },
  };
}
