import { z } from "zod";

/** A number as people write it down: extension, caller id, emergency number. */
export const digits = z.string().regex(/^\d{1,15}$/, 'expected digits in quotes, such as "1001"');
