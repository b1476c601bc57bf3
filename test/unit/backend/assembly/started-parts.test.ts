import { expect, test } from "vitest";
import { StartedParts } from "../../../../sim/backend/assembly/started-parts.js";

test("the last one started is stopped first, and what one throws keeps no other one running", async () => {
  const opened = new StartedParts();
  const stopped: string[] = [];
  const part = (name: string, error?: Error) =>
    opened.keep(
      Promise.resolve({
        stop: async () => {
          stopped.push(name);
          if (error) throw error;
        },
      }),
    );
  const bad = new Error("will not");
  await part("first");
  await part("second", bad);
  await part("third");
  await expect(opened.closeAll()).rejects.toMatchObject({ errors: [bad] });
  expect(stopped).toEqual(["third", "second", "first"]);
  await opened.closeAll();
});
