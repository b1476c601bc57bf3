import { z } from "zod";

/** An address or a network as admins write it: `192.0.2.7`, `192.0.2.0/24`. */
export const networkText = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/, "expected an address or a subnet");
