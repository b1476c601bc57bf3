import { lookup } from "node:dns/promises";
import { isIPv4 } from "node:net";
import { type Doors, defaultPort } from "../../capture/told-addresses.js";
import type { Target } from "../../model/control/target.js";
import { DeskfleetError } from "../../model/errors.js";
import { hostPort } from "../flags/host-port.js";

/** The PBX behind a capture. */
export interface Upstream {
  /** The host of its registrar is numeric. */
  readonly doors: Doors;
  /** Path that phones start from, `/provisioning/`. */
  readonly path: string;
  /** Names that it has beside those in `doors`. */
  readonly names: readonly string[];
}

/** What the command line says of it. */
interface Said {
  readonly web: string | undefined;
  readonly sip: string | undefined;
  readonly alias: readonly string[];
}

const defaultSipPort = 5060;

/** @throws DeskfleetError DF_CLI_USAGE where it does not name a PBX */
export async function upstreamOf({ web, sip, alias }: Said, target: Target | undefined): Promise<Upstream> {
  if (target !== undefined && (web !== undefined || sip !== undefined)) {
    throw new DeskfleetError("DF_CLI_USAGE", "--target names the PBX: leave out --web and --sip");
  }
  const address = web ?? target?.configServer;
  if (address === undefined) {
    const fault = target ? "the target file has no config-server" : "which PBX? Pass --web, or --target";
    throw new DeskfleetError("DF_CLI_USAGE", fault);
  }
  const url = webAddress(address);
  const scheme = url.protocol.slice(0, -1);
  const port = url.port === "" ? defaultPort(scheme) : Number(url.port);
  const registrar = target
    ? { host: target.sip.host, port: target.sip.port }
    : sip === undefined
      ? { host: url.hostname, port: defaultSipPort }
      : registrarAddress(sip);
  const host = await numeric(registrar.host);
  const names = [registrar.host, ...alias].filter((each) => each !== host && each !== url.hostname);
  for (const each of alias) {
    if (!/^[\w.-]+$/.test(each))
      throw new DeskfleetError(
        "DF_CLI_USAGE",
        `--alias ${each}: expected a name or an IPv4 address, without a port`,
      );
  }
  return {
    doors: { scheme, web: { host: url.hostname, port }, sip: { host, port: registrar.port } },
    path: `${url.pathname}${url.search}`,
    names: [...new Set(names)],
  };
}

function webAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const fault = (why: string) =>
    new DeskfleetError("DF_CLI_USAGE", `--web ${url?.password ? "…" : text}: ${why}`);
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === "")
    throw fault("expected an address such as http://192.0.2.10:84/");
  if (url.username !== "" || url.password !== "")
    throw fault("leave user and password out: each phone sends its own");
  if (url.hostname.startsWith("[")) throw fault("deskfleet speaks IPv4 only");
  return url;
}

function registrarAddress(sip: string): { host: string; port: number } {
  const found = hostPort(sip.includes(":") ? sip : `${sip}:${defaultSipPort}`);
  if (found === undefined || !/^[\w.-]+$/.test(found.host)) {
    throw new DeskfleetError("DF_CLI_USAGE", `--sip ${sip}: expected HOST:PORT`);
  }
  return found;
}

async function numeric(host: string): Promise<string> {
  if (isIPv4(host)) return host;
  try {
    return (await lookup(host, { family: 4 })).address;
  } catch (cause) {
    throw new DeskfleetError(
      "DF_CLI_USAGE",
      `${host}: the name does not resolve; pass --sip with an address`,
      { cause },
    );
  }
}
