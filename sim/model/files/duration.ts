import { z } from "zod";

const longestMs = 86_400_000;
const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** A time in a file, such as `500ms`, `2s`, `1.5m`; the output is milliseconds. */
export const duration = z.codec(
  z
    .string({ error: 'expected a time with its unit in quotes, such as "2s" or "500ms"' })
    .regex(/^\d+(\.\d+)?(ms|s|m|h)$/, 'expected a time such as "2s", "500ms", "1m"'),
  z.number().max(longestMs, "expected a day at most"),
  {
    decode: (text) => {
      const unit = /[a-z]+$/.exec(text)?.[0] as keyof typeof units;
      return Number.parseFloat(text) * units[unit];
    },
    encode: (ms) => `${ms}ms`,
  },
);
