import type { HandsetState, ScreenView } from "../../transcript/handset-state.js";
import type { DeskConfig } from "../provisioning/desk-config.js";

export type IdleScreen = Extract<ScreenView, { kind: "idle" }>;

/**
 * What the display shows while no app is open.
 * @param reason why a phone is stranded, in words
 */
export function idleScreen(state: HandsetState, config: DeskConfig | undefined, reason: string): IdleScreen {
  const account = state === "READY" || state === "SWITCH" ? config?.account : undefined;
  return { kind: "idle", title: account?.label ?? "", text: textFor(state, config, reason), softkeys: [] };
}

function textFor(state: HandsetState, config: DeskConfig | undefined, reason: string): string {
  switch (state) {
    case "OFF":
      return "";
    case "BOOT":
      return "Starting";
    case "STRANDED":
      return `No configuration: ${reason}`;
    // HD-81: a blank screen with Login on the line keys.
    case "BLANK":
      return "";
    case "READY":
      return config?.account?.extension ?? "";
    case "SWITCH":
      return "Provisioning";
  }
}
