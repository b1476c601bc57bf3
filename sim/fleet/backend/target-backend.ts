import { operations } from "../../model/control/control-operations.js";
import type { Evidence } from "../../model/control/evidence.js";
import type { Target } from "../../model/control/target.js";
import { DeskfleetError } from "../../model/errors.js";
import type { Setup } from "../../model/setup/setup.js";
import type { Backend, BackendStart } from "./backend.js";
import { ControlClient } from "./control-client.js";
import { controlledPorts } from "./controlled-backend.js";
import { LeftBehind } from "./left-behind.js";
import { requireSetup, submitSetup } from "./setup-on-target.js";
import { type TargetPbx, targetPbx } from "./target-pbx.js";
import { labWithoutPbx, probeWithout, unsupported, withoutLacking } from "./unsupported.js";

type StartBackend = (setup: Setup, start: BackendStart) => Promise<Backend>;
type ServedTarget = Target & { readonly configServer: string };
type ControlledTarget = ServedTarget & { readonly controlUrl: string };

/**
 * The backend that a target file describes, for one scenario after the other. Starting rejects with DF_CAPABILITY or
 * DF_BACKEND_REFUSED where a scenario would not find what it needs: its setup, a clean start, rules to break.
 */
export function targetBackends(target: Target): StartBackend {
  const left = new LeftBehind();
  const { controlUrl, configServer } = target;
  if (configServer === undefined)
    throw new DeskfleetError(
      "DF_INTERNAL",
      "a target without a configuration server needs the module in front",
    );
  const served = { ...target, configServer };
  if (controlUrl === undefined) return (_setup, start) => uncontrolled(served, start);
  return (setup, start) => controlled({ ...served, controlUrl }, setup, start, left);
}

const noControl = "the target file names no control-url";

/** Phones can use it, but it cannot be asked what it has and does. */
async function uncontrolled(target: ServedTarget, start: BackendStart): Promise<Backend> {
  if (start.faults.length > 0) throw unable(`no rule can be broken on this target: ${noControl}`);
  if (start.setupChanged) throw unable(`\`with:\` cannot be submitted to this target: ${noControl}`);
  return {
    ...unsupported(noControl),
    addresses: addressesOf(target, await targetPbx(target, undefined), undefined),
    stop: async () => {},
  };
}

async function controlled(
  target: ControlledTarget,
  setup: Setup,
  start: BackendStart,
  left: LeftBehind,
): Promise<Backend> {
  const client = new ControlClient(target.controlUrl);
  let over = false;
  const onEvent: BackendStart["onEvent"] = (event) => {
    if (!over) start.onEvent(event);
  };
  try {
    const own = await prepare(client, target, setup, start, left);
    const status = await client.ask(operations.getStatus, {});
    // A Submit may have given the backend another name: phones get its files by that one.
    const configServer = isSameUrl(own, target.configServer) ? status.configServer : target.configServer;
    const pbx = await targetPbx(target, status);
    const ports = await controlledPorts(client, { tellsEvents: false }, { ...start, onEvent });
    const { admin, lab } = target.reset ? ports : left.watch(ports);
    return {
      admin,
      ...withOwnPbx({ probe: withoutLacking(ports.probe, status), lab }, pbx),
      addresses: addressesOf({ ...target, configServer }, pbx, status.certificateAuthority),
      stop: async () => {
        over = true;
        // A target that is gone affects only the next scenario, which reports it.
        await takeBack(client, target, start).catch(() => left.add("what could not be taken back"));
        client.close();
      },
    };
  } catch (error) {
    client.close();
    throw error;
  }
}

/** What the hot-desk module cannot say about a PBX that is not its own. */
const ofPbx: readonly Evidence[] = [
  "contacts",
  "contact-events",
  "far-end",
  "announcements",
  "prompts",
  "dial-plan",
  "notices",
  "cdr",
];

/** What speaks of a PBX must speak of the target's. */
function withOwnPbx(
  { probe, lab }: Pick<Backend, "probe" | "lab">,
  { unseen }: TargetPbx,
): Pick<Backend, "probe" | "lab"> {
  if (unseen === undefined) return { probe, lab };
  return { probe: probeWithout(probe, ofPbx, unseen), lab: labWithoutPbx(lab, unseen) };
}

/** @returns where its files are before it has the setup of the scenario */
async function prepare(
  client: ControlClient,
  { reset }: Target,
  setup: Setup,
  { setupChanged }: BackendStart,
  left: LeftBehind,
): Promise<string> {
  if (reset) {
    await client.tell(operations.reset, {});
    const { configServer } = await client.ask(operations.getStatus, {});
    await submitSetup(client, setup);
    return configServer;
  }
  left.requireNothing();
  if (setupChanged) throw unable("`with:` is submitted to a target with `reset: true` alone");
  await requireSetup(client, setup);
  return (await client.ask(operations.getStatus, {})).configServer;
}

function isSameUrl(one: string, other: string): boolean {
  return new URL(one).href === new URL(other).href;
}

function unable(why: string): DeskfleetError {
  return new DeskfleetError("DF_CAPABILITY", why);
}

async function takeBack(client: ControlClient, { reset }: Target, { faults }: BackendStart): Promise<void> {
  if (reset) await client.tell(operations.reset, {});
  else for (const fault of faults) await client.tell(operations.endFault, { params: { fault } });
}

function addressesOf(
  { configServer, sip }: ServedTarget,
  { registrars }: TargetPbx,
  certificateAuthority: string | undefined,
): Backend["addresses"] {
  return { configServer, host: sip.host, certificateAuthority, registrars };
}
