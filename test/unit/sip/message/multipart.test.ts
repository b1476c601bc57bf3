import fc from "fast-check";
import { expect, test } from "vitest";
import { bodyParts } from "../../../../sim/sip/message/body-parts.js";
import { multipart } from "../../../../sim/sip/message/multipart.js";

const messageOf = ({ type, body }: { readonly type: string; readonly body: string }) => ({
  ...({ kind: "request", method: "INVITE", uri: "sip:911@pbx" } as const),
  headers: [{ name: "Content-Type", value: type }],
  body,
});

test("what was written in parts is read as these parts", () => {
  const content = fc.oneof(
    fc.string(),
    fc.constantFrom("--part-1", "\r\n--part-1--\r\n", "a\r\n--part-2\r\nb", "v=0\r\n"),
  );
  const part = fc.record({ type: fc.constantFrom("application/sdp", "application/pidf+xml"), content });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      const read = bodyParts(messageOf(multipart(parts)));
      expect(read.ok && read.parts.map(({ type, content: text }) => ({ type, content: text }))).toEqual(
        parts,
      );
    }),
  );
});

test("a part that others point at has its id", () => {
  expect(multipart([{ type: "x/y", content: "z", id: "a@b" }]).body).toBe(
    "--part-1\r\nContent-Type: x/y\r\nContent-ID: <a@b>\r\n\r\nz\r\n--part-1--\r\n",
  );
});
