import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeFrame, FrameReader } from "../../../../../sim/backend/switch/admin/frame.js";

describe("frames", () => {
  it("come out as they went in, however TCP cuts the stream", () => {
    const payloads = fc.array(fc.string({ unit: "grapheme", minLength: 1 }), { maxLength: 8 });
    const cuts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 });
    fc.assert(
      fc.property(payloads, cuts, (sent, sizes) => {
        const stream = Buffer.from(sent.map((each) => encodeFrame(each)).join(""));
        const reader = new FrameReader();
        const received: string[] = [];
        let sound = true;
        for (let at = 0, part = 0; at < stream.length; part++) {
          const end = at + (sizes[part % sizes.length] ?? 1);
          sound &&= reader.push(stream.subarray(at, end), (payload) => received.push(payload));
          at = end;
        }
        expect([sound, received]).toEqual([true, sent]);
      }),
    );
  });

  it.each(["0#", "00#", "abc#x", "-5#hello", "12345678#", "1000001#", "1 #x", "#", "123456789"])(
    "%j is no frame",
    (text) => {
      expect(new FrameReader().push(Buffer.from(text), () => {})).toBe(false);
    },
  );

  it("delivers what came before the break", () => {
    const received: string[] = [];
    const sound = new FrameReader().push(Buffer.from("2#ab0#"), (payload) => received.push(payload));
    expect([sound, received]).toEqual([false, ["ab"]]);
  });

  it("waits for a length that is still coming", () => {
    const reader = new FrameReader();
    const received: string[] = [];
    for (const part of ["1", "0", "#hello", "world"]) {
      expect(reader.push(Buffer.from(part), (payload) => received.push(payload))).toBe(true);
    }
    expect(received).toEqual(["helloworld"]);
  });
});
