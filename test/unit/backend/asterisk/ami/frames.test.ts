import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AmiFrames, AmiFramingFault } from "../../../../../sim/backend/asterisk/ami/frames.js";

const greeting = "Asterisk Call Manager/11.0.0\r\n";

describe("frames of the manager interface", () => {
  it("cuts a response and an event, however the packets fall", () => {
    const text = `${greeting}Response: Success\r\nActionID: 1\r\nOutput: a\r\nOutput: b: c\r\n\r\nEvent: Hangup\r\nCause: 16\r\n\r\n`;
    for (let size = 1; size < 40; size++) {
      const frames = new AmiFrames();
      const messages = [];
      for (let at = 0; at < text.length; at += size) messages.push(...frames.push(text.slice(at, at + size)));
      expect(messages.map((each) => each.get("response") ?? each.event)).toEqual(["Success", "Hangup"]);
      expect(messages[0]?.all("OUTPUT")).toEqual(["a", "b: c"]);
      expect(messages[1]?.get("Cause")).toBe("16");
    }
  });

  it("leaves lines without a colon out, and empty messages", () => {
    const frames = new AmiFrames();
    expect(
      [...frames.push(`${greeting}\r\n\r\nfree text\r\nEvent: A\r\n: b\r\n\r\n`)].map((each) => each.event),
    ).toEqual(["A"]);
  });

  it("refuses another program at once, before its line ends", () => {
    expect(() => [...new AmiFrames().push("SSH-2.0-OpenSSH")]).toThrow(
      /no Asterisk manager is there: it says "SSH/,
    );
    expect(() => [...new AmiFrames().push("220 smtp\r\n")]).toThrow(AmiFramingFault);
  });

  it("ends with a line or a message that is longer than any of Asterisk's", () => {
    expect(() => [...new AmiFrames().push(greeting + "x".repeat(70_000))]).toThrow(/line without an end/);
    const line = `Output: ${"y".repeat(60_000)}\r\n`;
    expect(() => [...new AmiFrames().push(greeting + line.repeat(80))]).toThrow(/message that is too long/);
  });

  it("reads whatever comes after the greeting without another error", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (pieces) => {
        const frames = new AmiFrames();
        for (const each of [greeting, ...pieces])
          for (const message of frames.push(each)) expect(message.get("x")).not.toBe(null);
      }),
    );
  });
});
