import { type EmbeddedBackend, startEmbeddedBackend } from "../../backend/embedded.js";
import { openStateFolder } from "../../backend/state-folder.js";
import type { AdminChange } from "../../backend/web/admin-change.js";
import { loadProfiles } from "../../files/package-files.js";
import { readSource } from "../../files/read-source.js";
import type { BackendEvent } from "../../model/control/backend-event.js";
import type { BackendStatus } from "../../model/control/control-api.js";
import type { Target } from "../../model/control/target.js";
import { parseSetup } from "../../model/setup/parse-setup.js";
import { redactDeep } from "../../transcript/redaction.js";
import { builtInPath } from "../files/built-in-names.js";
import { standInWarnings } from "../files/stand-in-warnings.js";
import { endSignal } from "../signals.js";
import { setupOn } from "../target/setup-on.js";
import type { BackendArguments } from "./arguments.js";
import { openBackendLog } from "./backend-log.js";
import { drachtioOf, drachtioWarnings } from "./drachtio-options.js";
import { keepContacts } from "./keep-contacts.js";
import { choosePorts, portsInUse, startOnPorts } from "./kept-ports.js";
import { keptSetup } from "./kept-setup.js";
import { ownCertificate } from "./own-certificate.js";
import { pbxOf } from "./pbx-option.js";
import { reachWarnings } from "./reach-warnings.js";
import { reachableAddress } from "./reachable-address.js";
import { setupRedactor } from "./setup-redactor.js";

/** Time that running requests have to end when the backend is asked to stop. */
const graceMs = 2000;

/** Runs the embedded backend until a signal ends it, or the end of stdin where that is asked for. */
export async function runBackend(args: BackendArguments): Promise<void> {
  const host = reachableAddress("--host", args.host);
  const profiles = loadProfiles(args.profiles);
  const source = readSource(builtInPath("setups", args.setup));
  const models = [...profiles.keys()];
  const foreign = await pbxOf(args);
  const read = parseSetup(source, models);
  const fromFile = foreign ? setupOn(foreign.target, read) : read;
  let setup = fromFile;
  const drachtio = drachtioOf(args);
  const identity = ownCertificate(args.certificate, args.key);
  let backend: EmbeddedBackend | undefined;
  const others = [foreign?.asterisk.ami.secret, drachtio?.secret].filter((each) => each !== undefined);
  const redact = setupRedactor(() => backend?.setup ?? setup, others);
  const log = openBackendLog({ file: args.log, level: args["log-level"], redact });
  const print = (line: object): void => {
    if (args.json) process.stdout.write(`${JSON.stringify(redactDeep(line, redact))}\n`);
  };
  const onEvent = (event: BackendEvent): void => {
    log.event(event);
    print(event);
    if (event.type === "features") keepFeatures();
  };
  let keepFeatures = (): void => undefined;

  using end = endSignal();
  const ended = args["until-stdin-ends"] ? Promise.race([end.asked, stdinEnd()]) : end.asked;
  const state =
    args.state === undefined ? undefined : await openStateFolder(args.state, (text) => log.warn(text));
  try {
    const kept = state && (await keptSetup({ source, fromFile, models }, state.setup, log));
    setup = kept?.setup ?? fromFile;
    const asked = { control: args["control-port"], web: args["web-port"], sip: args["sip-port"] };
    const options = {
      ...{ setup, profiles, host, seed: args.seed, faultsEnabled: args["enable-faults"], onEvent },
      strictSip: args.strict,
      sound: args.sound,
      onChange: (change: AdminChange) => log.change(change),
      ...(drachtio && { drachtio }),
      ...(foreign && { asterisk: foreign.asterisk }),
      ...(identity && { identity }),
      ...(state && { store: state.module, authority: state.authority }),
      ...(state && { contacts: (await state.contacts.load()) ?? [] }),
      ...(state && { features: (await state.features.load()) ?? [] }),
      ...(kept && { keepSetup: kept.keep }),
      ...(kept?.applied && { applied: kept.applied }),
    };
    const started = await startOnPorts({
      choose: () => choosePorts({ ports: asked, setup, host }, state?.ports, (text) => log.warn(text)),
      start: (ports) => startEmbeddedBackend({ ...options, ports }),
    });
    backend = started.running;
    const keeper = state && keepContacts(backend, state.contacts, log);
    const { status, controlUrl, features } = backend;
    keepFeatures = () => {
      const failed = (error: unknown): void =>
        log.warn(`the switched features are not kept: ${String(error)}`);
      void state?.features.save(features()).catch(failed);
    };
    const inUse = portsInUse(status, controlUrl, drachtio !== undefined || foreign !== undefined);
    await state?.ports.save(inUse).catch((error) => log.warn(`the ports are not kept: ${String(error)}`));
    for (const text of reachWarnings({ setup, host, asked, portsKept: state !== undefined })) log.warn(text);
    for (const text of standInWarnings(setup)) log.warn(text);
    for (const text of drachtioWarnings(setup, drachtio)) log.warn(text);
    log.info("ready", { controlUrl, ...status, certificateAuthority: undefined });
    print({ type: "ready", controlUrl, ...status });
    if (!args.json) process.stdout.write(addressesText(status, controlUrl, started.kept, foreign?.target));
    await ended;
    log.info("stopping");
    await keeper?.stop();
    await backend.stop(graceMs);
  } finally {
    await state?.close();
  }
  log.info("stopped");
}

function addressesText(
  status: BackendStatus,
  controlUrl: string,
  portsKept: boolean,
  pbx: Target | undefined,
): string {
  const { setup, configServer, sip, certificateAuthority } = status;
  const tls = sip.tlsPort === undefined ? "" : `, TLS ${sip.tlsPort}`;
  return (
    `${setup}\n` +
    `  configuration server  ${configServer}   (DHCP option 66 of the phones)\n` +
    `  SIP                   ${sip.host}, UDP ${sip.udpPort}, TCP ${sip.tcpPort}${tls}\n` +
    (pbx === undefined ? "" : `  PBX                   ${pbx.target} (${pbx.kind}), by AMI\n`) +
    `  control API           ${controlUrl}\n` +
    (certificateAuthority === undefined
      ? ""
      : `  for phones to trust   curl -s ${controlUrl}/status | jq -r .certificateAuthority > lab.pem\n`) +
    (portsKept ? "Ports are those of the last run where nothing else was asked for.\n" : "") +
    "Ctrl-C ends it.\n"
  );
}

function stdinEnd(): Promise<void> {
  // A pipe is closed then, a file only ends.
  return new Promise((resolve) => process.stdin.once("end", resolve).once("close", resolve).resume());
}
