import type { Recorder } from "../../transcript/recorder.js";
import type { HttpClient } from "../provisioning/http-client.js";
import { bullets, type MenuScreen, messageScreen, submitUrl, typed } from "../screen/app-screen.js";
import type { Display } from "../screen/display.js";
import { unable } from "../unable.js";
import { type AppObject, parseApp } from "./app-object.js";

/** What an app may make the phone do (`Execute`). */
export interface AppCommands {
  provision(): void;
  reboot(): void;
}

/**
 * The XML browser: one address at a time, its answer on the display. Whatever goes wrong is a message on the
 * display; the state of the phone stays (phones.md §7).
 */
export class AppsBrowser {
  readonly #client: HttpClient;
  readonly #display: Display;
  readonly #recorder: Recorder;
  readonly #maxBytes: number;
  readonly #commands: AppCommands;
  #open: AbortController | undefined;

  constructor(
    client: HttpClient,
    display: Display,
    recorder: Recorder,
    maxBytes: number,
    commands: AppCommands,
  ) {
    this.#client = client;
    this.#display = display;
    this.#recorder = recorder;
    this.#maxBytes = maxBytes;
    this.#commands = commands;
  }

  /**
   * Asks for an address and shows or does what comes back. A newer request takes the place of an older one.
   * @param secrets names of query parameters that no event may show
   */
  async open(url: string, secrets: readonly string[] = []): Promise<void> {
    this.cancel();
    const open = new AbortController();
    this.#open = open;
    this.#display.hold();
    const answer = await this.#client.get({ url, secrets, maxBytes: this.#maxBytes, signal: open.signal });
    if (this.#open !== open) return;
    this.#open = undefined;
    if (!answer.ok) return this.#fail(answer.reason);
    if (answer.status !== 200) return this.#fail(`the server answered ${answer.status}`);
    const app = parseApp(answer.body, answer.url);
    if (!app.ok) return this.#fail(app.reason);
    this.#perform(app.object);
  }

  /** Gives up what is being asked for; its answer will not be shown. */
  cancel(): void {
    const open = this.#open;
    this.#open = undefined;
    open?.abort();
  }

  /** @throws DeskfleetError DF_DESK_UNABLE where the screen has no such softkey */
  async softkey(label: string): Promise<void> {
    const screen = this.#display.app;
    const key = screen?.softkeys.find((each) => each.label === label);
    if (!screen || !key) throw unable(`softkey "${label}"`, this.#softkeyHint());
    this.#recorder.record({ type: "key", key: label });
    this.#display.touch();
    switch (key.uri) {
      case "SoftKey:Exit":
        this.cancel();
        this.#display.close();
        return;
      case "SoftKey:Submit":
        if (screen.kind !== "form") throw unable(`softkey "${label}"`, "this screen is not a form");
        return this.open(
          submitUrl(screen),
          screen.fields.filter(({ masked }) => masked).map(({ parameter }) => parameter),
        );
      case "SoftKey:Select":
        if (screen.kind !== "menu") throw unable(`softkey "${label}"`, "this screen is not a menu");
        return this.#follow(screen);
      default:
        return this.open(key.uri);
    }
  }

  /**
   * Puts the text into the focused field, in place of what stands there, and moves on.
   * @throws DeskfleetError DF_DESK_UNABLE without a form, or where the field takes digits only
   */
  type(text: string): void {
    const form = this.#display.app;
    if (form?.kind !== "form") throw unable("type", "no form is on the screen");
    const field = form.fields[form.focused];
    if (field?.numeric && !/^[\d*#]*$/.test(text)) {
      throw unable("type", `the field "${field.prompt}" takes digits only`);
    }
    if (field?.masked) this.#recorder.hide(text);
    this.#recorder.record({ type: "key", key: field?.masked ? bullets(text) : text });
    this.#display.show(typed(form, text));
  }

  /**
   * Chooses an item of the menu on the screen, by its text or by its place from 1, and follows it.
   * @throws DeskfleetError DF_DESK_UNABLE where there is no such item
   */
  async pick(item: string | number): Promise<void> {
    const menu = this.#display.app;
    if (menu?.kind !== "menu") throw unable(`pick "${item}"`, "no menu is on the screen");
    const selected =
      typeof item === "number" ? item - 1 : menu.items.findIndex(({ prompt }) => prompt === item);
    const found = menu.items[selected];
    if (!found) {
      throw unable(`pick "${item}"`, `the menu has: ${menu.items.map(({ prompt }) => prompt).join(", ")}`);
    }
    this.#recorder.record({ type: "key", key: found.prompt });
    const chosen = { ...menu, selected };
    this.#display.show(chosen);
    return this.#follow(chosen);
  }

  async #follow(menu: MenuScreen): Promise<void> {
    const uri = menu.items[menu.selected]?.uri ?? "";
    if (uri === "SoftKey:Exit") return this.#display.close();
    return this.open(uri);
  }

  #perform(object: AppObject): void {
    if (object.beep) this.#recorder.record({ type: "beep" });
    if (object.kind === "screen") {
      // A value that the server has put there is as secret as one that is typed.
      if (object.screen.kind === "form") {
        for (const { masked, value } of object.screen.fields) if (masked) this.#recorder.hide(value);
      }
      this.#display.show(object.screen);
      return;
    }
    this.#display.close();
    for (const uri of object.uris) this.#execute(uri);
  }

  #execute(uri: string): void {
    switch (uri) {
      case "Command:Provision":
        this.#commands.provision();
        break;
      case "Command:Reboot":
        this.#commands.reboot();
        break;
      default:
        this.#recorder.record({ type: "note", text: `an app asked for an unknown command: ${uri}` });
    }
  }

  #fail(reason: string): void {
    this.#display.show(messageScreen("Error", reason));
  }

  #softkeyHint(): string {
    const screen = this.#display.app;
    return screen
      ? `the screen has: ${screen.softkeys.map(({ label }) => label).join(", ") || "none"}`
      : "no app is on the screen";
  }
}
