import { afterEach, beforeEach } from "vitest";
import { type SipPeer, startSipPeer } from "./sip-peer.js";
import { startWebServer, type WebServer } from "./web-server.js";

/** What a phone finds in its network. */
interface Lab {
  readonly web: WebServer;
  readonly pbx: SipPeer;
}

/** A lab of its own for each test of the file. Called once, at its top. */
export function labOfEachTest(): Lab {
  let lab: Lab | undefined;
  beforeEach(async () => {
    lab = { web: await startWebServer(), pbx: await startSipPeer() };
  });
  afterEach(async () => {
    await lab?.web.stop();
    await lab?.pbx.stop();
  });
  const present = (): Lab => {
    if (!lab) throw new Error("there is a lab in tests and hooks only");
    return lab;
  };
  return {
    get web() {
      return present().web;
    },
    get pbx() {
      return present().pbx;
    },
  };
}
