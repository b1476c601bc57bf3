/** Holds for every policy that may end a call (emergency.md §5). */
export const emergencyCallsStay = "an emergency call is never dropped";
