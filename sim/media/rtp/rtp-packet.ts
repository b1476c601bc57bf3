/** One RTP packet (RFC 3550 §5.1). Contributing sources and header extensions are read over, and never written. */
export interface RtpPacket {
  /** 0 to 127. */
  readonly payloadType: number;
  /** First packet after silence, or of a telephone event. */
  readonly marker: boolean;
  /** 16 bits. */
  readonly sequence: number;
  /** 32 bits, in samples. */
  readonly timestamp: number;
  /** 32 bits: who sends. */
  readonly ssrc: number;
  readonly payload: Uint8Array;
}

const fixedHeaderBytes = 12;
const version = 2;

/** @returns undefined where the datagram is no RTP: another version, shorter than it says, or RTCP */
export function readRtp(datagram: Uint8Array): RtpPacket | undefined {
  if (datagram.length < fixedHeaderBytes) return undefined;
  const view = new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength);
  const first = view.getUint8(0);
  const second = view.getUint8(1);
  if (first >> 6 !== version || isRtcp(second)) return undefined;
  const begin = payloadBegin(view, first);
  const end = datagram.length - paddingBytes(view, first);
  if (begin === undefined || end < begin) return undefined;
  return {
    payloadType: second & 0x7f,
    marker: (second & 0x80) !== 0,
    sequence: view.getUint16(2),
    timestamp: view.getUint32(4),
    ssrc: view.getUint32(8),
    payload: datagram.subarray(begin, end),
  };
}

export function writeRtp({ payloadType, marker, sequence, timestamp, ssrc, payload }: RtpPacket): Uint8Array {
  const datagram = new Uint8Array(fixedHeaderBytes + payload.length);
  const view = new DataView(datagram.buffer);
  view.setUint8(0, version << 6);
  view.setUint8(1, (marker ? 0x80 : 0) | payloadType);
  view.setUint16(2, sequence);
  view.setUint32(4, timestamp);
  view.setUint32(8, ssrc);
  datagram.set(payload, fixedHeaderBytes);
  return datagram;
}

/** Types 200 to 211 are RTCP's on a shared port (RFC 5761 §4); as RTP they would be payload types 72 to 83 with a marker. */
function isRtcp(second: number): boolean {
  return second >= 200 && second <= 211;
}

/** @returns undefined where the header is longer than the datagram */
function payloadBegin(view: DataView, first: number): number | undefined {
  let begin = fixedHeaderBytes + 4 * (first & 0x0f);
  const isExtended = (first & 0x10) !== 0;
  if (isExtended) {
    if (begin + 4 > view.byteLength) return undefined;
    begin += 4 + 4 * view.getUint16(begin + 2);
  }
  return begin <= view.byteLength ? begin : undefined;
}

/** The last octet says how many there are, itself among them. */
function paddingBytes(view: DataView, first: number): number {
  return (first & 0x20) === 0 ? 0 : Math.max(1, view.getUint8(view.byteLength - 1));
}
