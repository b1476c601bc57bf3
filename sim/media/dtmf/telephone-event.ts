/** Payload of one telephone-event packet (RFC 4733 §2.3). */
export interface TelephoneEvent {
  /** 0 to 255; keys are 0 to 15 (§3.2). */
  readonly event: number;
  /** It is over. */
  readonly end: boolean;
  /** Loudness as -dBm0, 0 to 63. */
  readonly volume: number;
  /** So far, in samples; 16 bits. */
  readonly duration: number;
}

const bytes = 4;
const keys = "0123456789*#ABCD";

/** @returns undefined where it is too short; what follows a first event is read over (RFC 4733 §2.5.1.5) */
export function readTelephoneEvent(payload: Uint8Array): TelephoneEvent | undefined {
  if (payload.length < bytes) return undefined;
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const flags = view.getUint8(1);
  return {
    event: view.getUint8(0),
    end: (flags & 0x80) !== 0,
    volume: flags & 0x3f,
    duration: view.getUint16(2),
  };
}

export function writeTelephoneEvent({ event, end, volume, duration }: TelephoneEvent): Uint8Array {
  const payload = new Uint8Array(bytes);
  const view = new DataView(payload.buffer);
  view.setUint8(0, event);
  view.setUint8(1, (end ? 0x80 : 0) | volume);
  view.setUint16(2, duration);
  return payload;
}

/** @returns undefined for an event that is no key, such as a hook flash (16) */
export function keyOf(event: number): string | undefined {
  return keys[event];
}

/** @returns undefined for what is no key */
export function eventOf(key: string): number | undefined {
  const event = key.length === 1 ? keys.indexOf(key) : -1;
  return event < 0 ? undefined : event;
}
