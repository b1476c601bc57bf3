import { type Recording, readRecording } from "../../capture/recording.js";
import { startReplay } from "../../capture/replay.js";
import type { ReplayedSip } from "../../capture/replay-sip.js";
import type { ReplayedRequest } from "../../capture/replay-web.js";
import { readRunFile } from "../../files/read-source.js";
import { printableLine } from "../../transcript/printable.js";
import { reachableAddress } from "../backend/reachable-address.js";
import { endSignal } from "../signals.js";
import type { ReplayArguments } from "./arguments.js";

/** Serves a recording until a signal ends it. */
export async function runReplay(args: ReplayArguments): Promise<void> {
  const { json } = args;
  const host = reachableAddress("--host", args.host, { listener: "replay", peers: "phones" });
  const { file, text } = readRunFile(args["run-file"]);
  const recording = readRecording(file, text);
  for (const problem of recording.problems) process.stderr.write(`${printableLine(`${file}: ${problem}`)}\n`);
  const print = (line: object, said: string): void => {
    process.stdout.write(`${json ? JSON.stringify(line) : printableLine(said)}\n`);
  };
  using end = endSignal();
  const replay = await startReplay({
    ...{ host, webPort: args["web-port"], sipPort: args["sip-port"], recording },
    onRequest: (request) => print({ type: "http", ...request }, webLine(request)),
    onSip: (request) => print({ type: "sip", ...request }, sipText(request)),
  });
  const { web, sip } = replay.own;
  const configServer = `http://${web.host}:${web.port}${basePath(recording)}`;
  const exchanges = recording.exchanges.length;
  print({ type: "ready", configServer, sip, exchanges }, `Replay of ${exchanges} answers from ${file}`);
  if (!json) {
    process.stdout.write(
      `  configuration server for phones (DHCP option 66): ${configServer}\n` +
        `  SIP, UDP and TCP: ${sip.host}:${sip.port}; any password registers\nCtrl-C ends it.\n`,
    );
  }
  await end.asked;
  await replay.stop();
}

/** The folder that phones fetch their files from, by the first file that one asked for. */
function basePath({ exchanges }: Recording): string {
  const [path = "/"] = /^[^?]*\//.exec(exchanges[0]?.path ?? "/") ?? [];
  return path;
}

function webLine({ phone, method, path, status, recorded }: ReplayedRequest): string {
  return `${phone} ${method} ${path}: ${status}${recorded ? "" : ", not in the recording"}`;
}

function sipText({ phone, method, user, status, expiresSeconds }: ReplayedSip): string {
  const until =
    expiresSeconds === undefined ? "" : expiresSeconds === 0 ? ", leaves" : `, for ${expiresSeconds} s`;
  return `${phone} ${method} ${user}: ${status}${until}`;
}
