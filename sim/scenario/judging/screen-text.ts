import type { ScreenView } from "../../transcript/handset-state.js";
import { listed } from "./check.js";

/** What a screen shows, on one line. */
export function describeScreen(screen: ScreenView): string {
  const title = screen.title === "" ? "" : ` "${screen.title}"`;
  switch (screen.kind) {
    case "idle":
    case "text":
      return `${screen.kind}${title}${screen.text === "" ? "" : `, text "${screen.text}"`}`;
    case "menu":
      return `menu${title}, items ${listed(screen.items)}`;
    case "form":
      return `form${title}, fields ${listed(screen.fields.map(({ prompt, value }) => `${prompt} "${value}"`))}`;
  }
}
