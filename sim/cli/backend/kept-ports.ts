import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import type { BackendPorts } from "../../backend/assembly/options.js";
import type { StateFolder } from "../../backend/state-folder.js";
import type { BackendStatus } from "../../model/control/control-api.js";
import { DeskfleetError } from "../../model/errors.js";
import type { Setup } from "../../model/setup/setup.js";

interface Asked {
  /** Of the command line; undefined: the setup's. */
  readonly ports: { readonly [Name in "control" | "web" | "sip"]: number | undefined };
  readonly setup: Setup;
  readonly host: string;
}

interface ChosenPorts {
  readonly ports: BackendPorts;
  /** Whether a port is that of the last run because no other was asked for. */
  readonly kept: boolean;
}

/** The control API never leaves this machine. */
const controlHost = "127.0.0.1";

/**
 * Ports to start with: those that were asked for, else those of the last run where they are free, for phones know them.
 * @param state absent: any free ones
 */
export async function choosePorts(
  { ports, setup, host }: Asked,
  state: StateFolder["ports"] | undefined,
  warn: (text: string) => void,
): Promise<ChosenPorts> {
  const last = (await state?.load()) ?? {};
  const { portSettings, sipPort, sipTlsPort } = setup;
  const wanted = [
    { name: "control", fixed: ports.control ?? 0, at: controlHost, flag: "--control-port" },
    { name: "web", fixed: ports.web ?? portSettings.port, at: host, flag: "--web-port" },
    { name: "sip", fixed: ports.sip ?? sipPort, at: host, flag: "--sip-port" },
    { name: "sipTls", fixed: sipTlsPort, at: host, flag: "sip-tls-port in the setup" },
  ] as const;
  const chosen: { -readonly [Name in keyof BackendPorts]: number } = {};
  let kept = false;
  for (const { name, fixed, at, flag } of wanted) {
    const before = last[name];
    chosen[name] = fixed;
    if (fixed !== 0 || before === undefined) continue;
    if (await isFree(at, before, name === "sip")) {
      chosen[name] = before;
      kept = true;
    } else {
      warn(`port ${before} of the last run is in use: phones need the new one (set it with ${flag})`);
    }
  }
  return { ports: chosen, kept };
}

/** Somebody may take a port between the look at it and the start: then it is chosen once more. */
const attempts = 3;

/** @throws what the last attempt threw; at once where it is not about a kept port */
export async function startOnPorts<Running>({
  choose,
  start,
}: {
  readonly choose: () => Promise<ChosenPorts>;
  readonly start: (ports: BackendPorts) => Promise<Running>;
}): Promise<{ readonly running: Running; readonly kept: boolean }> {
  for (let attempt = 1; ; attempt++) {
    const { ports, kept } = await choose();
    try {
      return { running: await start(ports), kept };
    } catch (error) {
      const isTaken =
        error instanceof DeskfleetError &&
        (error.code === "DF_BACKEND_START" || error.code === "DF_SIP_BIND");
      if (!kept || !isTaken || attempt === attempts) throw error;
    }
  }
}

/** What the next run starts with. */
export function portsInUse({ configServer, sip }: BackendStatus, controlUrl: string, external: boolean) {
  return {
    ...{ control: portOf(controlUrl), web: portOf(configServer) },
    ...(!external && { sip: sip.udpPort }),
    ...(!external && sip.tlsPort !== undefined && { sipTls: sip.tlsPort }),
  };
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}

async function isFree(host: string, port: number, udpToo: boolean): Promise<boolean> {
  return (await tcpIsFree(host, port)) && (!udpToo || (await udpIsFree(host, port)));
}

function tcpIsFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ host, port }, () => server.close(() => resolve(true)));
  });
}

function udpIsFree(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket("udp4");
    socket.once("error", () => {
      socket.close();
      resolve(false);
    });
    socket.bind({ address, port }, () => socket.close(() => resolve(true)));
  });
}
