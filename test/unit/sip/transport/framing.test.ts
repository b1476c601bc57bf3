import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Frame, StreamFramer } from "../../../../sim/sip/transport/framing.js";
import { options } from "./mailbox.js";

function described(frame: Frame): string {
  return frame.kind === "message" ? frame.data.toString() : frame.kind;
}

/** Copies each piece, so that a framer which keeps a view of its input is found out. */
function push(framer: StreamFramer, piece: Buffer): string[] {
  const copy = Buffer.from(piece);
  const frames = framer.push(copy);
  const texts = frames.map(described);
  copy.fill(0);
  return texts;
}

function split(stream: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = [...new Set(cuts.map((cut) => cut % stream.length))].sort((a, b) => a - b);
  return [0, ...ends].map((start, index) => stream.subarray(start, ends[index] ?? stream.length));
}

const parts = fc.array(
  fc.oneof(
    fc
      .tuple(fc.integer({ min: 0, max: 99 }), fc.string({ maxLength: 40, unit: "grapheme" }))
      .map(([id, body]) => options(`id-${id}`, body)),
    fc.constant("\r\n\r\n"),
    fc.constant("\r\n"),
  ),
  { minLength: 1, maxLength: 8 },
);

test("every split of a stream gives the same messages and pings", () => {
  fc.assert(
    fc.property(parts, fc.array(fc.nat(), { maxLength: 30 }), (texts, cuts) => {
      const stream = Buffer.from(texts.join(""));
      const whole = push(new StreamFramer(), stream);
      const framer = new StreamFramer();
      expect(split(stream, cuts).flatMap((piece) => push(framer, piece))).toEqual(whole);
      expect(whole.filter((text) => text !== "ping")).toEqual(texts.filter((text) => text.trim() !== ""));
    }),
  );
});

test("every single split point of two messages and a ping", () => {
  const stream = Buffer.from(`${options("one", "body")}\r\n\r\n${options("two")}`);
  for (let cut = 0; cut <= stream.length; cut++) {
    const framer = new StreamFramer();
    const frames = [stream.subarray(0, cut), stream.subarray(cut)].flatMap((piece) => push(framer, piece));
    expect(frames).toEqual([options("one", "body"), "ping", options("two")]);
  }
});

test("line ends on both sides of a message are not a ping", () => {
  const frames = new StreamFramer().push(Buffer.from(`\r\n${options("one")}\r\n${options("two")}\r\n`));
  expect(frames.map(described)).toEqual([options("one"), options("two")]);
});

test("random bytes never throw, and nothing comes after `broken`", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 10 }), (pieces) => {
      const framer = new StreamFramer();
      const kinds = pieces.flatMap((piece) => framer.push(Buffer.from(piece)).map((frame) => frame.kind));
      const broken = kinds.indexOf("broken");
      expect(broken === -1 || broken === kinds.length - 1).toBe(true);
    }),
  );
});

describe("Content-Length", () => {
  const head = "OPTIONS sip:a SIP/2.0\r\n";
  test.each([
    ["compact", "l: 2"],
    ["blanks before the colon", "Content-Length  :2"],
    ["folded", "CONTENT-LENGTH:\r\n 2"],
    ["twice the same", "Content-Length: 2\r\nl: 2"],
  ])("%s", (_name, line) => {
    const frames = new StreamFramer().push(Buffer.from(`${head}${line}\r\n\r\nabSIP/2.0 `));
    expect(frames.map(described)).toEqual([`${head}${line}\r\n\r\nab`]);
  });

  test("absent means no body", () => {
    const frames = new StreamFramer().push(Buffer.from(`${head}To: x\r\n\r\n${head}`));
    expect(frames.map(described)).toEqual([`${head}To: x\r\n\r\n`]);
  });

  test.each(["-1", "abc", "", "1e3", "0x10", "1 2", "99999999999"])("%s breaks the stream", (value) => {
    const [frame] = new StreamFramer().push(Buffer.from(`${head}Content-Length: ${value}\r\n\r\n`));
    expect(frame).toMatchObject({ kind: "broken", reason: "malformed Content-Length" });
  });

  test("two different ones break the stream", () => {
    const [frame] = new StreamFramer().push(Buffer.from(`${head}Content-Length: 5\r\nl: 2\r\n\r\nab`));
    expect(frame).toMatchObject({ kind: "broken", reason: "malformed Content-Length" });
  });
});

describe("limits", () => {
  test("headers of 64 KB pass, one byte more breaks the stream, even without an end", () => {
    const fill = (length: number): Buffer => {
      const start = "OPTIONS sip:a SIP/2.0\r\nX: ";
      return Buffer.from(`${start}${"x".repeat(length - start.length)}`);
    };
    const end = Buffer.from("\r\n\r\n");
    const fitting = new StreamFramer().push(Buffer.concat([fill(64 * 1024), end]));
    expect(fitting.map((frame) => frame.kind)).toEqual(["message"]);
    const framer = new StreamFramer();
    expect(framer.push(fill(64 * 1024))).toEqual([]);
    expect(framer.push(Buffer.from("xxxx"))).toMatchObject([{ kind: "broken" }]);
  });

  test("a body of 256 KB passes, one byte more does not", () => {
    const head = (length: number): string => `OPTIONS sip:a SIP/2.0\r\nContent-Length: ${length}\r\n\r\n`;
    const framer = new StreamFramer();
    expect(framer.push(Buffer.from(head(256 * 1024)))).toEqual([]);
    expect(framer.push(Buffer.alloc(256 * 1024, "x"))).toHaveLength(1);
    expect(new StreamFramer().push(Buffer.from(head(256 * 1024 + 1)))).toMatchObject([{ kind: "broken" }]);
  });

  test("64 KB byte by byte is linear work", () => {
    const framer = new StreamFramer();
    const bytes = Buffer.from(options("slow", "x".repeat(64 * 1024)));
    let frames = 0;
    for (let index = 0; index < bytes.length; index++) {
      frames += framer.push(bytes.subarray(index, index + 1)).length;
    }
    expect(frames).toBe(1);
  });
});
