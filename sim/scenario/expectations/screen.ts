import type { Expectation } from "../../model/scenario/expectation.js";
import type { ScreenView } from "../../transcript/handset-state.js";
import { type Check, listed, type PhoneEvidence } from "./check.js";

/** `screen: { kind: menu, title: Template, items: [EST Default, CST Default] }`; only what is named is compared. */
export function checkScreen(
  expected: NonNullable<Expectation["screen"]>,
  { view: { screen } }: PhoneEvidence,
): Check {
  const { kind, title, text, items, fields, values } = expected;
  const parts: { met: boolean; text: string }[] = [];
  if (kind !== undefined) parts.push({ met: screen.kind === kind, text: kind });
  if (title !== undefined) parts.push({ met: screen.title === title, text: `title "${title}"` });
  if (text !== undefined) parts.push({ met: textOf(screen).includes(text), text: `text "${text}"` });
  if (items !== undefined) {
    parts.push({
      met: screen.kind === "menu" && sameList(screen.items, items),
      text: `items ${listed(items)}`,
    });
  }
  if (fields !== undefined) {
    const prompts = screen.kind === "form" ? screen.fields.map(({ prompt }) => prompt) : [];
    parts.push({ met: sameList(prompts, fields), text: `fields ${listed(fields)}` });
  }
  if (values !== undefined) {
    const found = screen.kind === "form" ? screen.fields.map(({ value }) => value) : [];
    parts.push({ met: sameList(found, values), text: `values ${quoted(values)}` });
  }
  return {
    met: parts.every(({ met }) => met),
    expected: `screen: ${parts.map((part) => part.text).join(", ")}`,
    seen: `screen: ${describeScreen(screen)}`,
  };
}

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

function quoted(texts: readonly string[]): string {
  return listed(texts.map((text) => `"${text}"`));
}

function textOf(screen: ScreenView): string {
  return screen.kind === "idle" || screen.kind === "text" ? screen.text : "";
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
