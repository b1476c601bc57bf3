import fc from "fast-check";
import { expect, test } from "vitest";
import { createPainter } from "../../../../reports/tui/painter.js";

const controlStart = "\u001b";
const lineWritten = new RegExp(`${controlStart}\\[(\\d+);1H([^${controlStart}]*)${controlStart}\\[K`, "g");

/** A terminal that understands what the painter writes. */
class Terminal {
  readonly lines: string[] = [];

  write(bytes: string): void {
    if (bytes.includes("\u001b[2J")) this.lines.length = 0;
    for (const [, row, text] of bytes.matchAll(lineWritten)) {
      this.lines[Number(row) - 1] = text ?? "";
    }
  }

  shown(): string {
    return Array.from(this.lines, (line) => line ?? "")
      .join("\n")
      .replace(/\n+$/, "");
  }
}

const size = { columns: 80, rows: 10 };

test("after any row of frames the terminal shows the last one", () => {
  const frame = fc
    .array(fc.stringMatching(/^[a-z ]{0,10}$/), { maxLength: 10 })
    .map((lines) => lines.join("\n"));
  fc.assert(
    fc.property(fc.array(frame, { minLength: 1 }), (frames) => {
      const paint = createPainter();
      const terminal = new Terminal();
      for (const each of frames) terminal.write(paint(each, size));
      expect(terminal.shown()).toBe((frames.at(-1) ?? "").replace(/\n+$/, ""));
    }),
  );
});

test("an unchanged frame writes nothing, a changed line only itself", () => {
  const paint = createPainter();
  paint("a\nb\nc", size);
  expect(paint("a\nb\nc", size)).toBe("");
  const bytes = paint("a\nX\nc", size);
  expect(bytes).toContain("\u001b[2;1HX\u001b[K");
  expect(bytes).not.toContain("\u001b[1;1H");
});

test("a resize repaints once and never wipes the scrollback", () => {
  const paint = createPainter();
  paint("a\nb", size);
  const bytes = paint("a\nb", { columns: 40, rows: 5 });
  expect(bytes).toContain("\u001b[2J");
  expect(bytes).not.toContain("\u001b[3J");
  expect(paint("a\nb", { columns: 40, rows: 5 })).toBe("");
});

test("lines below the terminal are cut", () => {
  expect(createPainter()("1\n2\n3", { columns: 10, rows: 2 })).not.toContain("3;1H");
});
