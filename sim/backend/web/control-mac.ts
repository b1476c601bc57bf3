import { type Mac, parseMac } from "../../model/mac.js";
import { HttpRefusal } from "./http-refusal.js";

export const macHint = "Write it as 001fc1000001 or 00:1f:c1:00:00:01.";

/** @throws HttpRefusal 400 */
export function macOf({ mac }: { readonly mac: string }): Mac {
  const parsed = parseMac(mac);
  if (!parsed) throw new HttpRefusal(400, "the path needs a MAC of 12 hexadecimal digits", macHint);
  return parsed;
}
