import { z } from "zod";
import { kebabObject } from "../../model/files/kebab-object.js";
import type { ScreenView } from "../../transcript/handset-state.js";
import { text as anyText, notEmpty } from "../file/texts.js";
import { type Check, listed, sameList } from "../judging/check.js";
import { defineField } from "../judging/field.js";
import { describeScreen } from "../judging/screen-text.js";

const schema = kebabObject({
  kind: z.enum(["idle", "text", "menu", "form"]).optional(),
  title: anyText().optional().describe("the whole title"),
  text: anyText().min(1).optional().describe("part of the text"),
  items: z.array(anyText()).optional().describe("all items of the list, in order"),
  fields: z.array(anyText()).optional().describe("prompts of all fields of the form, in order"),
  values: z
    .array(anyText())
    .optional()
    .describe("what stands in all fields of the form, in order; a PIN is bullets"),
}).check(notEmpty("say what is on it"));

/** `screen: { kind: menu, title: Template, items: [EST Default, CST Default] }`; only what is named is compared. */
export const screen = defineField({
  schema,
  ofPhone: (expected, { view }) => checkScreen(expected, view.screen),
});

function checkScreen(
  { kind, title, text, items, fields, values }: z.output<typeof schema>,
  screen: ScreenView,
): Check {
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
    const prompts = screen.kind === "form" ? screen.fields.map(({ prompt }) => prompt) : undefined;
    parts.push({ met: prompts !== undefined && sameList(prompts, fields), text: `fields ${listed(fields)}` });
  }
  if (values !== undefined) {
    const found = screen.kind === "form" ? screen.fields.map(({ value }) => value) : undefined;
    parts.push({ met: found !== undefined && sameList(found, values), text: `values ${quoted(values)}` });
  }
  return {
    met: parts.every(({ met }) => met),
    expected: `screen: ${parts.map((part) => part.text).join(", ")}`,
    seen: `screen: ${describeScreen(screen)}`,
  };
}

function quoted(texts: readonly string[]): string {
  return listed(texts.map((text) => `"${text}"`));
}

function textOf(screen: ScreenView): string {
  return screen.kind === "idle" || screen.kind === "text" ? screen.text : "";
}
