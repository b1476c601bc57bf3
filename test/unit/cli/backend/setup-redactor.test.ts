import { expect, test } from "vitest";
import { setupRedactor } from "../../../../sim/cli/backend/setup-redactor.js";
import { sampleSetup } from "../../backend/sample-setup.js";

test("what was a secret stays one while the setup changes, and those of no setup are secrets from the start", () => {
  const withSecret = (secret: string) => {
    const setup = sampleSetup();
    const [number = "", extension] = Object.entries(setup.extensions)[0] ?? [];
    if (extension === undefined) throw new Error("no extension");
    return { ...setup, extensions: { ...setup.extensions, [number]: { ...extension, secret } } };
  };
  let setup = withSecret("secret-of-before");
  const redact = setupRedactor(() => setup, ["secret-of-the-manager"]);
  expect(redact("secret-of-before, secret-of-later, secret-of-the-manager")).toBe(
    "•••, secret-of-later, •••",
  );
  setup = withSecret("secret-of-later");
  expect(redact("secret-of-before, secret-of-later, secret-of-the-manager")).toBe("•••, •••, •••");
});
