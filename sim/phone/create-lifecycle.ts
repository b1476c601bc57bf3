import type { HandsetView } from "../transcript/handset-view.js";
import type { Recorder } from "../transcript/recorder.js";
import type { ActiveAccount, SipPorts } from "./active-account.js";
import { CallWatch } from "./call-watch.js";
import { ConfigSource } from "./config-source.js";
import type { HandsetOptions } from "./handset-options.js";
import { IdentityTrial } from "./identity-trial.js";
import { Lifecycle } from "./lifecycle.js";
import { PhoneState } from "./phone-state.js";
import { DeskMemory } from "./provisioning/desk-memory.js";
import type { FetchedConfig } from "./provisioning/fetch-config.js";
import type { Display } from "./screen/display.js";
import { StartUp } from "./start-up.js";
import { SwitchOver } from "./switch-over.js";
import { userAgent } from "./user-agent.js";

/** Parts of the handset that its lifecycle works with. */
export interface HandsetParts {
  readonly recorder: Recorder;
  readonly display: Display;
  readonly identity: ActiveAccount;
  readonly sip: SipPorts;
  readonly view: () => HandsetView;
  fetch(signal: AbortSignal): Promise<FetchedConfig>;
  /** Gives up what a phone app is asking for. */
  cancelApps(): void;
}

/** Puts power, start-up and change of configuration of one handset together. */
export function createLifecycle(options: HandsetOptions, handset: HandsetParts): Lifecycle {
  const { profile, clock, hardwareSpeed, behaviour, firmware, configServer } = options;
  const { recorder, display, identity, fetch } = handset;
  const memory = new DeskMemory(profile, recorder);
  const state = new PhoneState(recorder, display, memory);
  const calls = new CallWatch(handset.sip.calls, () => handset.view().calls, options.isEmergency);
  const sipUserAgent = userAgent(profile.sipUserAgent, profile, options.mac);
  const source = new ConfigSource(memory, { fetch, resolve: options.resolve, sipUserAgent });
  const trial = new IdentityTrial({ state, source, memory, identity, calls, display });
  const startUp = new StartUp({
    clock,
    random: options.random.fork("boot"),
    hardwareSpeed,
    retrySeconds: (failures, random) =>
      configServer === undefined ? undefined : firmware.strandedRetrySeconds(failures, random),
    state,
    source,
    memory,
    identity,
    trial,
    display,
    stranded: () => firmware.stranded(recorder),
  });
  const switchOver = new SwitchOver({ state, source, memory, identity, calls, trial, display, firmware });
  return new Lifecycle({
    profile,
    recorder,
    behaviour,
    firmware,
    state,
    memory,
    identity,
    calls,
    display,
    startUp,
    switchOver,
    cancelApps: () => handset.cancelApps(),
  });
}
