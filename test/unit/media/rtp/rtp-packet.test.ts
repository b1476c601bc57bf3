import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RtpPacket, readRtp, writeRtp } from "../../../../sim/media/rtp/rtp-packet.js";

const packets = fc.record({
  payloadType: fc.integer({ min: 0, max: 127 }),
  marker: fc.boolean(),
  sequence: fc.integer({ min: 0, max: 0xffff }),
  timestamp: fc.integer({ min: 0, max: 0xffff_ffff }),
  ssrc: fc.integer({ min: 0, max: 0xffff_ffff }),
  payload: fc.uint8Array({ maxLength: 200 }),
});

/** Those that a shared port would take for RTCP (RFC 5761 §4). */
const isMistakable = ({ marker, payloadType }: RtpPacket): boolean =>
  marker && payloadType >= 72 && payloadType <= 83;

const plain = {
  payloadType: 0,
  marker: false,
  sequence: 1,
  timestamp: 160,
  ssrc: 7,
  payload: Uint8Array.of(1, 2),
};

describe("an RTP packet (RFC 3550 §5.1)", () => {
  test("is read as it was written", () => {
    fc.assert(
      fc.property(packets, (packet) => {
        fc.pre(!isMistakable(packet));
        expect(readRtp(writeRtp(packet))).toEqual(packet);
      }),
    );
  });

  test("of any bytes is read or refused, and never more than was there", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const read = readRtp(bytes);
        if (read !== undefined) expect(read.payload.length).toBeLessThanOrEqual(bytes.length - 12);
      }),
      { numRuns: 2000 },
    );
  });

  test("has its bits where the RFC draws them", () => {
    const bytes = Uint8Array.of(0x80, 0x80 | 101, 0x12, 0x34, 0, 0, 3, 0xe8, 0xde, 0xad, 0xbe, 0xef, 5);
    const packet = { payloadType: 101, marker: true, sequence: 0x1234, timestamp: 1000, ssrc: 0xdeadbeef };
    expect(writeRtp({ ...packet, payload: Uint8Array.of(5) })).toEqual(bytes);
  });

  test("is read behind contributing sources, an extension and padding", () => {
    const written = writeRtp({ ...plain, payload: new Uint8Array() });
    const sources = Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 2);
    const extension = Uint8Array.of(0xbe, 0xde, 0, 1, 9, 9, 9, 9);
    const bytes = Uint8Array.from([...written, ...sources, ...extension, 1, 2, 0, 0, 3]);
    bytes[0] = 0x80 | 0x20 | 0x10 | 2;
    expect(readRtp(bytes)).toEqual(plain);
  });

  test.each([
    ["too short", Uint8Array.from({ length: 11 }, () => 0x80)],
    ["another version", Uint8Array.from([0x40, ...writeRtp(plain).subarray(1)])],
    ["a report of RTCP", Uint8Array.from([0x80, 200, ...new Uint8Array(26)])],
    ["more contributing sources than bytes", Uint8Array.from([0x8f, ...writeRtp(plain).subarray(1)])],
    ["an extension that ends behind it", Uint8Array.from([0x90, ...writeRtp(plain).subarray(1), 0xff, 0xff])],
    ["an extension without a length", Uint8Array.from([0x90, ...writeRtp(plain).subarray(1)])],
    ["more padding than bytes", Uint8Array.from([0xa0, ...writeRtp(plain).subarray(1), 200])],
  ])("is not read of %s", (_what, bytes) => {
    expect(readRtp(bytes)).toBeUndefined();
  });
});
