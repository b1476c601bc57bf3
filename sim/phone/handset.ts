import type { KeyTimestamps } from "../media/rtp/rtp-sender.js";
import type { SocketAddress } from "../sip/transport/transport.js";
import type { HandsetEvent } from "../transcript/event.js";
import type { HandsetView } from "../transcript/handset-view.js";
import type { Recorder } from "../transcript/recorder.js";
import { ActiveAccount, type SipPorts } from "./active-account.js";
import { AppsBrowser } from "./apps/apps-browser.js";
import { createLifecycle } from "./create-lifecycle.js";
import { dial } from "./dial-guard.js";
import type { HandsetOptions } from "./handset-options.js";
import type { Lifecycle } from "./lifecycle.js";
import { actionOf, findLineKey } from "./line-keys.js";
import { PanicButton } from "./panic-button.js";
import { PersonalData } from "./personal-data.js";
import { fetchConfig } from "./provisioning/fetch-config.js";
import { HttpClient } from "./provisioning/http-client.js";
import { bullets, messageScreen } from "./screen/app-screen.js";
import { Display } from "./screen/display.js";
import { registrationProblem } from "./screen/registration-problem.js";
import { createSipPorts } from "./sip-ports.js";
import { unable } from "./unable.js";
import { userAgent } from "./user-agent.js";
import { ViewRecorder } from "./view-recorder.js";

/**
 * One simulated desk phone, put together from its parts: what a hand can do with it, and what can be seen on it.
 *
 * Each input resolves when the phone has dealt with it: for a key that opens a phone app, when the answer is on the
 * screen. It rejects with DF_DESK_UNABLE where the phone cannot take it. Making a handset opens nothing.
 *
 * @example
 * const desk = new Handset({ name: "lobby", profile, mac, … });
 * await desk.powerOn();
 */
export class Handset {
  readonly name: string;
  readonly #options: HandsetOptions;
  readonly #personal: PersonalData;
  readonly #recorder: ViewRecorder;
  readonly #display: Display;
  readonly #browser: AppsBrowser;
  readonly #sip: SipPorts;
  readonly #identity: ActiveAccount;
  readonly #lifecycle: Lifecycle;
  #panic: PanicButton | undefined;
  #ownCalls = 0;
  /** Type of the key that opened the app on the screen, or the last one. */
  #openedBy = "";

  constructor(options: HandsetOptions) {
    const { profile, mac, clock } = options;
    this.name = options.name;
    this.#options = options;
    this.#personal = new PersonalData(options.recorder);
    const recorder = new ViewRecorder(this.#personal, clock, options.name, () => this.#display.remark());
    this.#recorder = recorder;
    this.#display = new Display(recorder, clock, profile.screenTimeoutSeconds * 1000, () => this.#idleMark);
    const client = httpClientOf(options, recorder);
    this.#browser = new AppsBrowser(client, this.#display, recorder, profile.maxXmlBytes, {
      provision: () => this.#lifecycle.byApp("provision", this.#isLogin),
      reboot: () => this.#lifecycle.byApp("reboot", this.#isLogin),
    });
    this.#sip = createSipPorts(
      { ...options, recorder },
      {
        checkSync: (reboot) => this.#lifecycle.byCheckSync(reboot ? "reboot" : "provision"),
        callsIdle: () => this.#lifecycle.callsIdle(),
        refusesCalls: () => this.#personal.doNotDisturb,
      },
    );
    this.#identity = new ActiveAccount(this.#sip, { ...options, recorder });
    this.#lifecycle = createLifecycle(options, {
      recorder,
      display: this.#display,
      identity: this.#identity,
      sip: this.#sip,
      view: () => this.view,
      cancelApps: () => this.#browser.cancel(),
      fetch: (signal) => fetchConfig(client, options.configServer, profile, mac, signal),
    });
    recorder.record(introduction(options));
  }

  /** What can be seen on the handset, worked out from its events. */
  get view(): HandsetView {
    return this.#recorder.view;
  }

  /** Where an INVITE would go now; undefined while the phone has no account. */
  get sipServer(): SocketAddress | undefined {
    return this.#identity.current?.server;
  }

  async powerOn(): Promise<void> {
    this.#lifecycle.powerOn();
  }

  /** A power cut: nothing is unregistered (T17). */
  async powerOff(): Promise<void> {
    await this.#lifecycle.powerOff();
  }

  /** The phone forgets its configuration and starts like a new one (T18). */
  async factoryReset(): Promise<void> {
    this.#needPower("factory reset");
    this.#panicButton.forget();
    this.#lifecycle.factoryReset();
  }

  /** @param which number of the line key from 1, or its label */
  async pressKey(which: number | string): Promise<void> {
    this.#needPower(`press "${which}"`);
    const { profile } = this.#options;
    const key = findLineKey(this.#lifecycle.config?.keys ?? [], which, profile);
    if (typeof key === "string") throw unable(`press "${which}"`, key);
    const action = actionOf(key, this.#personal.recent);
    if (action.kind === "none") throw unable(`press "${which}"`, action.reason);
    if (action.kind === "app" && this.#lifecycle.state === "SWITCH") {
      throw unable(`press "${which}"`, "it is being provisioned");
    }
    this.#recorder.record({ type: "key", key: `${key.key} ${key.label}` });
    if (action.kind === "app") {
      this.#openedBy = key.type;
      await this.#browser.open(action.url);
    }
    if (action.kind === "dial") this.#dial(action.number, `${this.name}-${++this.#ownCalls}`);
    if (action.kind === "do-not-disturb") {
      this.#personal.toggleDoNotDisturb();
      this.#display.remark();
    }
  }

  async softkey(label: string): Promise<void> {
    this.#needPower(`softkey "${label}"`);
    await this.#browser.softkey(label);
  }

  /** Types into the focused field of the form on the screen and moves on to the next field. */
  async type(text: string): Promise<void> {
    this.#needPower("type");
    this.#browser.type(text);
  }

  /** @param item text of a menu item, or its place from 1 */
  async pick(item: string | number): Promise<void> {
    this.#needPower(`pick "${item}"`);
    await this.#browser.pick(item);
  }

  /** Dials, or shows why not: a refusal of the phone is a call event with state `refused`, not an error. */
  async dial(number: string, call: string, claims?: string): Promise<void> {
    this.#needPower(`dial ${number}`);
    this.#dial(number, call, claims);
  }

  /** What the panic button dials; "" where nothing was set, undefined where there is none. */
  get panicNumber(): string | undefined {
    return this.#panicButton.number;
  }

  /**
   * Presses the USB panic button: whatever talks, rings or is called ends, an emergency call too, and its number is
   * dialled; a call on hold stays so (EH-29). Without a number nothing happens but a message, and a number that the phone
   * does not dial ends no call: who talks to the PSAP would lose it for nothing.
   * @param call name of the call; absent: one of the phone's own
   */
  async panic(call?: string): Promise<void> {
    this.#needPower("press the panic button");
    const number = this.#panicButton.pressed();
    this.#recorder.record({ type: "key", key: "panic button" });
    if (number === "") {
      this.#display.show(messageScreen("Panic button", "no number is set"));
      return;
    }
    const clear = (): void => this.#options.firmware.panic(this.#sip.calls);
    this.#dial(number, call ?? `${this.name}-${++this.#ownCalls}`, undefined, clear);
  }

  async hold(call?: string): Promise<void> {
    this.#needPower("hold");
    this.#sip.calls.hold(call);
  }

  async resume(call?: string): Promise<void> {
    this.#needPower("resume");
    this.#sip.calls.resume(call);
  }

  async answer(call?: string): Promise<void> {
    this.#needPower("answer");
    this.#leaveApps();
    this.#sip.calls.answer(call);
  }

  async hangUp(call?: string): Promise<void> {
    this.#needPower("hang up");
    this.#sip.calls.hangUp(call);
  }

  async reject(call?: string): Promise<void> {
    this.#needPower("reject");
    this.#sip.calls.reject(call);
  }

  /**
   * Presses keys in a call. What they say is a secret: it may be a PIN.
   * @param keys of `0` to `9`, `*` and `#`
   * @param timestamps as telephone events; default: those of the phone's make
   */
  async keypad(keys: string, call?: string, timestamps?: KeyTimestamps): Promise<void> {
    this.#needPower("press keys");
    for (const entry of keys.split("#")) this.#recorder.hide(entry);
    this.#sip.calls.keypad(keys, call, timestamps);
    this.#recorder.record({ type: "key", key: bullets(keys) });
  }

  /**
   * Says goodbye before it is taken away: hangs up, unregisters. At most 70·T1, where the PBX answers nothing; never
   * rejects. Afterwards it can only be stopped.
   */
  async leave(): Promise<void> {
    await this.#lifecycle.leave();
  }

  /** Releases every socket and timer without a word on the wire. */
  async stop(): Promise<void> {
    await this.#lifecycle.stop();
  }

  /** Dialling closes what is on the screen (emergency.md §6: FORM and PICK over an account). */
  #dial(number: string, call: string, claims?: string, first?: () => void): void {
    this.#leaveApps();
    const refusal = dial(
      {
        calls: this.#sip.calls,
        registration: this.#sip.registration,
        recorder: this.#recorder,
        mayDial: this.#options.mayDial,
        callWithoutRegistration: this.#options.profile.callWithoutRegistration,
      },
      { state: this.#lifecycle.state, server: this.sipServer },
      number,
      call,
      claims,
      first,
    );
    if (refusal !== undefined) this.#display.show(messageScreen("Call refused", refusal));
  }

  /** Made when it is asked for: of a large fleet nobody presses one. */
  get #panicButton(): PanicButton {
    this.#panic ??= new PanicButton(this.#options);
    return this.#panic;
  }

  /** What an idle phone shows beside its extension. */
  get #idleMark(): string {
    const doNotDisturb = this.#personal.doNotDisturb ? "Do Not Disturb" : "";
    return [registrationProblem(this.view), doNotDisturb].filter((part) => part !== "").join(" · ");
  }

  get #isLogin(): boolean {
    return this.#openedBy === "app-login";
  }

  #leaveApps(): void {
    this.#browser.cancel();
    this.#display.close();
  }

  #needPower(what: string): void {
    if (this.#lifecycle.state === "OFF") throw unable(what, "the phone is off");
  }
}

function httpClientOf(options: HandsetOptions, recorder: Recorder): HttpClient {
  const { profile, mac, bindHost, clock, resolve, trust } = options;
  return new HttpClient({
    bindHost,
    resolve,
    trust,
    userAgent: userAgent(profile.httpUserAgent, profile, mac),
    timeoutMs: profile.httpTimeoutSeconds * 1000,
    recorder,
    clock,
    profile,
  });
}

function introduction({ profile, mac, location, bindHost }: HandsetOptions): HandsetEvent {
  return {
    type: "handset",
    model: profile.model,
    mac,
    location,
    address: bindHost,
    lineKeys: profile.lineKeys,
    keysPerPage: profile.keysPerPage,
    callWithoutRegistration: profile.callWithoutRegistration,
  };
}
