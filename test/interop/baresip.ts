import { writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { scratchFolder } from "../e2e/scratch.js";
import { startProgram } from "./program.js";

/** An address in the Chicago network of the setup. */
const chicagoDesk = "127.20.0.9";

export interface BaresipAccount {
  readonly pbx: { readonly host: string; readonly port: number };
  readonly transport: "udp" | "tcp" | "tls";
  /** PEM of the authority that it trusts (TLS). */
  readonly authority?: string;
  readonly extension: string;
  readonly password: string;
}

export interface Baresip {
  /** Resolves with the first line on its screen that fits. */
  line(fits: RegExp): Promise<string>;
  /** What a finger would do: `dial` with a number, `hangup`, `quit`. */
  command(name: string, parameters?: string): void;
  /** Exit code. */
  readonly ended: Promise<number | null>;
}

/** Starts baresip without a sound card: what it hears is what it says. */
export async function startBaresip(account: BaresipAccount): Promise<Baresip> {
  const folder = scratchFolder({ onTestFinished });
  const port = await freePort();
  const authority = join(folder, "authority.pem");
  writeFileSync(authority, account.authority ?? "");
  writeFileSync(join(folder, "config"), config(port, account.authority === undefined ? "" : authority));
  writeFileSync(join(folder, "accounts"), accountLine(account));
  writeFileSync(join(folder, "contacts"), "");
  // Through a pipe its lines would come in blocks, the last ones at its end.
  const { line, ended } = startProgram("stdbuf", ["-oL", "baresip", "-f", folder]);
  await line(/baresip is ready/);
  const control = connect(port, chicagoDesk);
  control.on("error", () => {}).resume();
  onTestFinished(() => void control.destroy());
  return {
    line,
    ended,
    command: (name, parameters) => {
      const text = JSON.stringify({ command: name, params: parameters });
      control.write(`${text.length}:${text},`);
    },
  };
}

/** @param authority file of the authority that it trusts; empty: none */
function config(controlPort: number, authority: string): string {
  const lines = [
    "poll_method epoll",
    `sip_listen ${chicagoDesk}:0`,
    `net_interface ${chicagoDesk}`,
    ...(authority === "" ? [] : [`sip_cafile ${authority}`]),
    "module_path /usr/lib/baresip/modules",
    "module g711.so",
    "module aubridge.so",
    "module_app account.so",
    "module_app ctrl_tcp.so",
    "module_app menu.so",
    `ctrl_tcp_listen ${chicagoDesk}:${controlPort}`,
    "audio_player aubridge,loop",
    "audio_source aubridge,loop",
  ];
  return `${lines.join("\n")}\n`;
}

function accountLine({ pbx, transport, extension, password }: BaresipAccount): string {
  return `<sip:${extension}@${pbx.host}:${pbx.port};transport=${transport}>;auth_user=${extension};auth_pass=${password};regint=120\n`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, chicagoDesk, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
