import { z } from "zod";
import { DeskfleetError } from "../../model/errors.js";
import { issueText, jsonFormat } from "../../model/files/issue-text.js";

/**
 * @param what that this is the answer to, for the error
 * @throws DeskfleetError DF_BACKEND_CONTROL with the place where it is not as it should be, and never with its value
 */
export function readJson<Schema extends z.ZodType>(
  schema: Schema,
  what: string,
  text: string,
): z.output<Schema> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new DeskfleetError("DF_BACKEND_CONTROL", `${what} was answered with no JSON`, { cause });
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new DeskfleetError(
    "DF_BACKEND_CONTROL",
    `${what} was answered as another version of deskfleet would: ${placeOf(parsed.error, content)}`,
  );
}

const typed = z.object({ type: z.string() });

/**
 * One line of a stream. Of a later version there may be types that this one does not know: those are left out.
 * @param onBroken hears why the line cannot be read
 */
export function readLine<Line extends z.ZodType>(
  schema: Line,
  text: string,
  onLine: (line: z.output<Line>) => void,
  onBroken: (reason: string) => void,
): void {
  if (text.trim() === "") return;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    onBroken(`no JSON: ${text.slice(0, 80)}`);
    return;
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) onLine(parsed.data);
  else if (!isOfUnknownType(parsed.error, content))
    onBroken(`not as expected: ${placeOf(parsed.error, content)}`);
}

function isOfUnknownType({ issues }: z.ZodError, content: unknown): boolean {
  return (
    typed.safeParse(content).success &&
    issues.some(({ code, path }) => code === "invalid_union" && path.at(-1) === "type")
  );
}

/** `sip.host is missing: expected text` */
function placeOf({ issues: [issue] }: z.ZodError, content: unknown): string {
  return issue === undefined ? "" : issueText(issue, content, { ...jsonFormat, whole: "the answer" });
}
