import { DeskfleetError } from "../model/errors.js";
import { StepFailure } from "./step-failure.js";

/**
 * Judges what the backend makes of an admin's wish: it must take it, or refuse it for the reason that the step gives.
 * @param refused part of the reason; undefined: it must be taken
 */
export async function acceptedOrRefused(asked: Promise<unknown>, refused: string | undefined): Promise<void> {
  const reason = await refusalOf(asked);
  const expected = refused === undefined ? "the backend takes it" : `a refusal with "${refused}"`;
  if (refused === undefined && reason !== undefined) {
    throw new StepFailure("the backend refuses it", expected, reason);
  }
  if (refused !== undefined && reason === undefined) {
    throw new StepFailure("the backend takes what it should refuse", expected, "it was taken");
  }
  if (refused !== undefined && reason?.includes(refused) === false) {
    throw new StepFailure("the backend refuses it for another reason", expected, reason);
  }
}

async function refusalOf(asked: Promise<unknown>): Promise<string | undefined> {
  try {
    await asked;
    return undefined;
  } catch (error) {
    if (error instanceof DeskfleetError && error.code === "DF_BACKEND_REFUSED") return error.message;
    throw error;
  }
}
