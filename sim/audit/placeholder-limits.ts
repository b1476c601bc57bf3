import { type ContactLimit, contactLimit } from "../model/setup/contact-limit.js";
import type { ExtensionSettings } from "../model/setup/setup.js";
import type { AuditFacts } from "./check.js";

/** A placeholder as the admin set it, and as FreePBX stores it. */
export interface LimitedPlaceholder {
  readonly extension: string;
  readonly settings: ExtensionSettings;
  readonly limit: ContactLimit;
}

/** Those whose limit is known; of the others nothing can be said (F-56). */
export function limitedPlaceholders({ setup, placeholders }: AuditFacts): LimitedPlaceholder[] {
  return placeholders.flatMap((extension) => {
    const settings = setup.extensions[extension];
    const limit = settings && contactLimit(settings);
    return settings === undefined || limit === undefined ? [] : [{ extension, settings, limit }];
  });
}
