import { createSocket } from "node:dgram";
import { once } from "node:events";
import { afterEach, describe, expect, test } from "vitest";
import type { AgreedMedia } from "../../../../sim/media/sdp/agreed-media.js";
import type { AudioState } from "../../../../sim/media/session/listening.js";
import { MediaPort } from "../../../../sim/media/session/media-port.js";
import { MediaSession, type MediaSessionOptions } from "../../../../sim/media/session/media-session.js";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { createRandom } from "../../../../sim/model/random.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";

const random = createRandom(1);

interface Side {
  readonly port: MediaPort;
  readonly session: MediaSession;
  readonly keys: string[];
  /** The next news of its sound that is so. */
  until(way: AudioState["way"]): Promise<AudioState>;
  untilKeys(count: number): Promise<string>;
}

const open: MediaSession[] = [];

afterEach(() => {
  for (const session of open.splice(0)) session.close();
});

async function side(
  speaker: MediaSessionOptions["speaker"],
  more: Partial<MediaSessionOptions> = {},
): Promise<Side> {
  const port = await MediaPort.open("127.0.0.1");
  const news: AudioState[] = [];
  const keys: string[] = [];
  const waiting = new Set<() => void>();
  const woken = (): void => {
    for (const look of waiting) look();
  };
  const until = <Value>(look: () => Value | undefined): Promise<Value> =>
    new Promise((resolve) => {
      const again = (): void => {
        const value = look();
        if (value === undefined) return;
        waiting.delete(again);
        resolve(value);
      };
      waiting.add(again);
      again();
    });
  const session = new MediaSession({
    ...{ port, speaker, clock: systemClock, random: random.fork(`${port.port}`), symmetric: false },
    onAudio: (state) => {
      news.push(state);
      woken();
    },
    onKey: (heard) => {
      keys.push(heard.kind === "key" ? heard.key : "lost");
      woken();
    },
    ...more,
  });
  open.push(session);
  return {
    ...{ port, session, keys },
    until: (way) => until(() => news.find((state) => state.way === way)),
    untilKeys: (count) => until(() => (keys.length >= count ? keys.join("") : undefined)),
  };
}

function agreed(to: AgreedMedia["to"], more: Partial<AgreedMedia> = {}): AgreedMedia {
  return {
    to,
    codec: "PCMU",
    sends: { audio: 0, events: 101 },
    expects: { audio: new Map([[0, "PCMU"] as const, [8, "PCMA"] as const]), events: 101 },
    listens: true,
    ...more,
  };
}

describe("the sound of two sides of a call", () => {
  test("each hears the other, and that it is heard", async () => {
    const phone = await side("phone");
    const psap = await side("psap");
    phone.session.connect(agreed(psap.port));
    psap.session.connect(agreed(phone.port, { codec: "PCMA", sends: { audio: 8, events: 101 } }));
    expect(await phone.until("both-ways")).toEqual({ way: "both-ways", hears: "psap" });
    expect(await psap.until("both-ways")).toEqual({ way: "both-ways", hears: "phone" });
    expect(phone.session.counts).toMatchObject({ lost: 0, duplicates: 0 });
  });

  test("is one-way where what one sends goes nowhere, and none for the other", async () => {
    const phone = await side("phone");
    const psap = await side("psap");
    phone.session.connect(agreed({ host: "127.0.0.1", port: 9 }));
    psap.session.connect(agreed(phone.port));
    expect(await phone.until("one-way")).toEqual({ way: "one-way", hears: "psap" });
    expect(await psap.until("none")).toEqual({ way: "none", hears: undefined });
  });

  test("is none where one side hears itself", async () => {
    const phone = await side("phone");
    phone.session.connect(agreed(phone.port));
    expect(await phone.until("none")).toEqual({ way: "none", hears: undefined });
  });

  test("an echo of one's own tone is no other side that hears", async () => {
    const psap = await side("psap");
    const echo = await side("psap");
    psap.session.connect(agreed(echo.port));
    echo.session.connect(agreed(psap.port));
    expect(await psap.until("one-way")).toEqual({ way: "one-way", hears: "other" });
  });

  test("ends when a side goes silent", async () => {
    const phone = await side("phone");
    const psap = await side("psap");
    phone.session.connect(agreed(psap.port));
    psap.session.connect(agreed(phone.port));
    await phone.until("both-ways");
    psap.session.close();
    expect(await phone.until("none")).toEqual({ way: "none", hears: undefined });
  });

  test("goes to where RTP comes from, for who is symmetric (PBX-9)", async () => {
    const phone = await side("phone");
    const pbx = await side("prompt", { symmetric: true });
    phone.session.connect(agreed(pbx.port));
    pbx.session.connect(agreed({ host: "127.0.0.1", port: 9 }));
    expect(await phone.until("both-ways")).toEqual({ way: "both-ways", hears: "prompt" });
  });
});

describe("keys", () => {
  test("are heard in their order, in a call that talks", async () => {
    const phone = await side("phone");
    const prompt = await side("prompt");
    phone.session.connect(agreed(prompt.port));
    prompt.session.connect(agreed(phone.port));
    expect(phone.session.press("11*0")).toBe(true);
    expect(phone.session.press("2#")).toBe(true);
    expect(await prompt.untilKeys(6)).toBe("11*02#");
  });

  test("F-66: with one timestamp the first alone is heard", async () => {
    const phone = await side("phone");
    const prompt = await side("prompt");
    phone.session.connect(agreed(prompt.port));
    prompt.session.connect(agreed(phone.port));
    phone.session.press("112", "equal");
    expect(await prompt.untilKeys(3)).toBe("1lostlost");
  });

  test.each([
    ["before anything is agreed", undefined],
    [
      "without events in the other side's description",
      agreed({ host: "127.0.0.1", port: 9 }, { sends: { audio: 0, events: undefined } }),
    ],
    ["to who wants nothing", agreed(undefined)],
  ])("are not pressed %s", async (_when, media) => {
    const phone = await side("phone");
    if (media) phone.session.connect(media);
    expect(phone.session.press("1")).toBe(false);
  });
});

describe("sides that agree anew", () => {
  test("know nothing of their sound until they have heard it anew, be it for a hold of less than a second", async () => {
    const told: AudioState["way"][] = [];
    let changed: () => void = () => undefined;
    const phone = await side("phone", {
      onAudio: ({ way }) => {
        told.push(way);
        changed();
      },
    });
    const untilTold = (count: number): Promise<void> =>
      new Promise((resolve) => {
        changed = () => {
          if (told.length >= count) resolve();
        };
        changed();
      });
    const psap = await side("psap");
    psap.session.connect(agreed(phone.port));
    phone.session.connect(agreed(psap.port));
    await untilTold(1);
    phone.session.connect(agreed(psap.port));
    expect(told).toEqual(["both-ways"]);
    phone.session.connect(agreed(psap.port, { listens: false }));
    phone.session.connect(agreed(psap.port));
    expect(told).toEqual(["both-ways", "unknown"]);
    await untilTold(3);
    expect(told).toEqual(["both-ways", "unknown", "both-ways"]);
  });

  test("throw keys away that the other side takes no more, and say so", async () => {
    const clock = new ManualClock();
    const lost: number[] = [];
    const onKeysLost = (count: number): number => lost.push(count);
    const phone = await side("phone", { clock, onKeysLost });
    const nobody = { host: "127.0.0.1", port: 9 };
    phone.session.connect(agreed(nobody));
    phone.session.press("12");
    phone.session.connect(agreed(nobody, { sends: { audio: 0, events: undefined } }));
    phone.session.connect(agreed(nobody));
    expect(lost).toEqual([2]);
  });

  test("keys that are lost on the way have left", async () => {
    const clock = new ManualClock();
    const lost: number[] = [];
    const phone = await side("phone", { clock, loses: "sent", onKeysLost: (count) => lost.push(count) });
    phone.session.connect(agreed({ host: "127.0.0.1", port: 9 }));
    expect(phone.session.press("12")).toBe(true);
    clock.advance(1000);
    phone.session.connect(agreed(undefined));
    expect(lost).toEqual([]);
  });
});

test("who pauses and resumes at the news sends no faster than before", async () => {
  const clock = new ManualClock();
  let times = 0;
  const phone = await side("phone", {
    clock,
    onAudio: () => {
      times++;
      phone.session.pause();
      phone.session.resume();
    },
  });
  phone.session.connect(agreed({ host: "127.0.0.1", port: 9 }));
  clock.advance(1000);
  expect(times).toBe(1);
  const before = phone.session.counts.sent;
  clock.advance(800);
  expect(phone.session.counts.sent - before).toBe(40);
});

test("what is no RTP is heard by nobody, and harms nobody", async () => {
  const psap = await side("psap");
  psap.session.connect(agreed(undefined));
  const stranger = createSocket("udp4");
  for (const bytes of [[], [0x80], [0x80, 200, 0, 0], Array.from({ length: 200 }, () => 0xff)]) {
    stranger.send(Uint8Array.from(bytes), psap.port.port, "127.0.0.1");
  }
  expect(await psap.until("none")).toEqual({ way: "none", hears: undefined });
  expect(psap.session.counts.received).toBe(0);
  stranger.close();
  await once(stranger, "close");
});

test("a closed session sends nothing, and its port is free", async () => {
  const phone = await side("phone");
  phone.session.connect(agreed(phone.port));
  phone.session.close();
  phone.session.close();
  const { sent } = phone.session.counts;
  const next = createSocket("udp4");
  next.bind(phone.port.port, "127.0.0.1");
  await once(next, "listening");
  expect(phone.session.counts.sent).toBe(sent);
  next.close();
});
