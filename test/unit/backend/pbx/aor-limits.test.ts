import { describe, expect, it } from "vitest";
import { aorLimits } from "../../../../sim/backend/pbx/aor-limits.js";

const registrar = { minimumExpiration: 60, maximumExpiration: 7200, defaultExpiration: 3600 };

describe("limits as FreePBX stores them", () => {
  it.each([
    { given: 0, removeExisting: false, stored: { maxContacts: 1, removeExisting: true } },
    { given: 1, removeExisting: false, stored: { maxContacts: 1, removeExisting: true } },
    { given: 2, removeExisting: false, stored: { maxContacts: 2, removeExisting: false } },
    { given: 10, removeExisting: true, stored: { maxContacts: 10, removeExisting: true } },
    { given: 100, removeExisting: false, stored: { maxContacts: 100, removeExisting: false } },
    { given: 150, removeExisting: false, stored: { maxContacts: 100, removeExisting: false } },
  ])("PBX-1, PBX-2: max contacts $given", ({ given, removeExisting, stored }) => {
    const limits = aorLimits({ maxContacts: given, removeExisting, rewriteContact: true }, registrar);
    expect(limits).toEqual({ ...registrar, ...stored, removeUnavailable: false, rewriteContact: true });
  });
});
