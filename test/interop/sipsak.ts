import { execFile } from "node:child_process";
import type { SocketAddress } from "../../sim/sip/transport/transport.js";

const program: string = "sipsak";

/** What sipsak asks a registrar for. */
export interface SipsakAsks {
  readonly extension: string;
  readonly password: string;
  /** A URI, `empty` for a query, or `*`. */
  readonly contact: string;
  readonly expiresSeconds: number;
}

/** @returns first lines of what came, in order, without the version and what follows a method; and its exit code */
export function sipsak(pbx: SocketAddress, asks: SipsakAsks): Promise<string[]> {
  const { extension, password, contact, expiresSeconds } = asks;
  const args = [
    ...["-vvv", "-U", "-C", contact, "-u", extension, "-a", password, "-x", `${expiresSeconds}`],
    ...["-s", `sip:${extension}@${pbx.host}:${pbx.port}`],
  ];
  return new Promise((resolve) => {
    execFile(program, args, { timeout: 20_000 }, (error, stdout, stderr) => {
      const statuses = [...`${stdout}\n${stderr}`.matchAll(/^SIP\/2\.0 (.*?)\r?$|^(NOTIFY) /gm)].map(
        ([, status = "", method = status]) => method,
      );
      resolve([...statuses, `exit code ${error === null ? 0 : error.code}`]);
    });
  });
}
