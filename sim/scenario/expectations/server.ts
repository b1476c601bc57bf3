import { text } from "../file/texts.js";
import { defineField } from "../judging/field.js";

/** `server: pbx.example.com`: the SIP server that the account was given. */
export const server = defineField({
  schema: text().describe("host of the account's SIP server, as configured"),
  ofPhone: (expected, { view }) => {
    const host = view.server?.replace(/:\d+$/, "");
    return {
      met: host === expected,
      expected: `SIP server ${expected}`,
      seen: host === undefined ? "no SIP server" : `SIP server ${host}`,
    };
  },
});
