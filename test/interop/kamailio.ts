import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { SocketAddress } from "../../sim/sip/transport/transport.js";
import { scratchFolder } from "../e2e/scratch.js";
import { freePorts } from "./asterisk.js";
import { untilBound } from "./bound-port.js";
import { startProgram } from "./program.js";

/** The one account of its registrar. */
export const kamailioAccount = { user: "1001", password: "wire-secret" };

/** Files are tested side by side, each in a process of its own. */
const host = `127.0.6.${(process.pid % 250) + 1}`;

/** Starts Kamailio as a registrar in memory that counts the uses of a nonce. @returns where it listens, by UDP */
export async function startKamailio({
  maxContacts,
}: {
  readonly maxContacts: number;
}): Promise<SocketAddress> {
  const folder = scratchFolder({ onTestFinished });
  const file = join(folder, "kamailio.cfg");
  const [port] = await freePorts(host);
  writeFileSync(file, configuration({ host, port }, maxContacts));
  const pidFile = join(folder, "pid");
  // Without -DD it would go into the background and outlive the test.
  const { ended } = startProgram(
    "kamailio",
    ["-DD", "-E", "-f", file, "-Y", folder, "-w", folder, "-P", pidFile, "-m", "32", "-M", "4"],
    170_000,
  );
  onTestFinished(async () => {
    // A kill would leave its children behind.
    process.kill(Number(readFileSync(pidFile, "utf8")), "SIGTERM");
    await ended;
  });
  await untilBound("udp", { host, port });
  return { host, port };
}

function configuration({ host: at, port }: SocketAddress, maxContacts: number): string {
  const { user, password } = kamailioAccount;
  return `#!KAMAILIO
debug=1
log_stderror=yes
fork=yes
children=2
disable_tcp=yes
auto_aliases=no
listen=udp:${at}:${port}
loadmodule "sl.so"
loadmodule "tm.so"
loadmodule "pv.so"
loadmodule "maxfwd.so"
loadmodule "textops.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "auth.so"
modparam("usrloc", "db_mode", 0)
modparam("registrar", "max_contacts", ${maxContacts})
modparam("registrar", "min_expires", 1)
modparam("registrar", "max_expires", 3600)
modparam("auth", "nonce_count", 1)
modparam("auth", "qop", "auth")
modparam("auth", "nonce_expire", 300)
request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  if (!is_method("REGISTER")) { sl_send_reply("405", "Method Not Allowed"); exit; }
  if ($au != "${user}" || !pv_www_authenticate("$fd", "${password}", "0")) { www_challenge("$fd", "1"); exit; }
  save("location");
}
`;
}
