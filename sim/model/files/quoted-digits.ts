import { z } from "zod";

/** A number of the setup or a dialled one; quoted, so that a leading zero survives. */
export const quotedDigits = z
  .string({ error: 'expected digits in quotes, such as "1001"' })
  .regex(/^[0-9*#+]{1,32}$/, 'expected digits in quotes, such as "1001"');
