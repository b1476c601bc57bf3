/** Numbers that read back number and address where an emergency number would reach a PSAP, and never reach one. */
export const testNumbers: readonly string[] = ["933"];
