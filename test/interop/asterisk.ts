import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { onTestFinished, type TestContext } from "vitest";
import type { SetupInput } from "../../sim/model/setup/setup.js";
import { main } from "../e2e/cli.js";
import { scratchFolder } from "../e2e/scratch.js";
import { skipWithout } from "./peer.js";
import { type Program, startProgram } from "./program.js";

const run = promisify(execFile);

/** A root folder with Asterisk 22 in it, which `.ci/asterisk-root` makes. */
const rootFolder = process.env["DESKFLEET_ASTERISK_ROOT"] ?? join(homedir(), ".cache/deskfleet/asterisk-22");

/** To be called first in a test or a `beforeEach`. */
export function requireAsterisk(context: TestContext): void {
  if (!existsSync(join(rootFolder, "usr/sbin/asterisk"))) {
    skipWithout(context, `no Asterisk in ${rootFolder} (.ci/asterisk-root makes it)`);
  } else if (process.getuid?.() !== 0) {
    skipWithout(context, "chroot, by which Asterisk is run, needs root");
  }
}

/** A real Asterisk that runs what `deskfleet export` wrote. */
export interface RunningAsterisk {
  readonly sip: { readonly host: string; readonly port: number };
  readonly tlsPort: number;
  /** Its manager interface, on 127.0.0.1. */
  readonly ami: { readonly port: number; readonly secret: string };
  /** Of the configuration, as this process sees it. */
  readonly folder: string;
  /** What a command of its console prints. */
  console(command: string): Promise<string>;
  /** Ends it by SIGKILL: what it has not stored is lost. */
  kill(): Promise<void>;
  /** Starts it anew after that, with what it has stored. */
  startAgain(): Promise<void>;
  /** Writes another setup in the place of this one, and has it loaded. */
  reload(setup: SetupInput | string): Promise<void>;
  /** Warnings and errors in its log, without those that say nothing of the configuration. */
  complaints(): string[];
}

/** Files are tested side by side, each in a process of its own. */
const ownHost = `127.0.3.${(process.pid % 250) + 1}`;

export interface AsteriskOptions {
  /** Default: one that no other test listens on. */
  readonly host?: string;
  /** Of SIP; default: free ones. */
  readonly ports?: { readonly sip: number; readonly tls: number };
  /** Of `deskfleet export`, besides. */
  readonly flags?: readonly string[];
  /** What the test may take, milliseconds: Asterisk is killed then, whatever happens. */
  readonly lastsMs?: number;
}

/**
 * Exports a setup by the real command line, and starts Asterisk with it: its own folders, ports of its own.
 * @param setup built-in or a file by its name, or what a file would say
 */
export async function startAsterisk(
  setup: SetupInput | string,
  { host = ownHost, ports, flags = [], lastsMs = 170_000 }: AsteriskOptions = {},
): Promise<RunningAsterisk> {
  const folder = mkdtempSync(join(rootFolder, "etc/deskfleet-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const seenAs = `/etc/${basename(folder)}`;
  const [freeSip, freeTls, ami] = await freePorts(host);
  const { sip: sipPort, tls: tlsPort } = ports ?? { sip: freeSip, tls: freeTls };
  const secret = randomBytes(12).toString("hex");
  const write = async (written: SetupInput | string): Promise<void> => {
    await run(process.execPath, [
      ...[main, "export", fileOf(written), "--to", folder, "--seen-as", seenAs, "--force", "--host", host],
      ...["--sip-port", `${sipPort}`, "--sip-tls-port", `${tlsPort}`, "--ami-port", `${ami}`],
      ...["--ami-secret", secret, ...flags],
    ]);
  };
  await write(setup);
  const words = [rootFolder, "asterisk", "-C", `${seenAs}/asterisk.conf`];
  const console = async (command: string): Promise<string> =>
    (await run("chroot", [...words, "-rx", command])).stdout;
  const start = async (): Promise<Program> => {
    const program = startProgram("chroot", [...words, "-f", "-U", "root"], lastsMs);
    onTestFinished(async () => {
      await console("core stop now").catch(() => "");
      await program.ended;
    });
    await program.line(/Asterisk Ready/);
    return program;
  };
  let running = await start();
  return {
    sip: { host, port: sipPort },
    tlsPort,
    ami: { port: ami, secret },
    folder,
    console,
    kill: () => running.kill(),
    startAgain: async () => {
      running = await start();
    },
    reload: async (changed) => {
      await write(changed);
      for (const module of ["res_pjsip.so", "res_pjsip_endpoint_identifier_ip.so", "pbx_config.so"]) {
        await console(`module reload ${module}`);
      }
    },
    complaints: () =>
      readFileSync(join(folder, "var/log/messages.log"), "utf8")
        .split("\n")
        .filter((each) => /\] (?:WARNING|ERROR)\[/.test(each) && !harmless.some((known) => known.test(each))),
  };
}

/** Complaints that a good configuration gets too, each with its reason. */
const harmless: readonly RegExp[] = [
  // A phone without the right password, which is what some tests are about.
  /res_pjsip\/pjsip_distributor\.c: Request '.*' failed .* - (?:Failed to authenticate|No matching endpoint found)/,
  // A call that its phone ended in the moment in which the dial plan did something with it.
  /chan_pjsip\.c: Session already DISCONNECTED/,
  /channel\.c: Prodding channel '.*' failed/,
];

function fileOf(setup: SetupInput | string): string {
  if (typeof setup === "string") return setup;
  const file = join(scratchFolder({ onTestFinished }), "setup.yaml");
  writeFileSync(file, JSON.stringify(setup));
  return file;
}

/** TCP ports that nobody had a moment ago; the address is one that no other test listens on. */
export async function freePorts(host: string): Promise<[number, number, number]> {
  const port = async (at: string): Promise<number> => {
    const server = createServer().listen(0, at);
    await once(server, "listening");
    const address = server.address();
    server.close();
    await once(server, "close");
    return typeof address === "object" && address !== null ? address.port : 0;
  };
  return [await port(host), await port(host), await port("127.0.0.1")];
}
