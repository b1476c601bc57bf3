import { z } from "zod";

/** What people switch for their extension by dialling. */
export const featureCodes = z.array(z.enum(["call-forward", "do-not-disturb"]));

export type FeatureCode = z.output<typeof featureCodes>[number];
