import { DeskfleetError } from "../../../model/errors.js";

/** A field that comes more than once (`Variable`) has several values. */
export type AmiFields = Readonly<Record<string, string | readonly string[]>>;

/**
 * An action as it is put on the wire.
 * @throws DeskfleetError DF_INTERNAL where a value would end its line: what follows would be an action of its own
 */
export function actionText(action: string, actionId: string, fields: AmiFields): string {
  const lines = [
    ["Action", action] as const,
    ["ActionID", actionId] as const,
    ...Object.entries(fields).flatMap(([name, value]) =>
      (typeof value === "string" ? [value] : value).map((each) => [name, each] as const),
    ),
  ];
  return `${lines.map(([name, value]) => fieldLine(name, value)).join("")}\r\n`;
}

function fieldLine(name: string, value: string): string {
  const line = `${name}: ${value}`;
  if (/[\r\n\0]/.test(line))
    throw new DeskfleetError("DF_INTERNAL", `AMI ${name}: a value with a line break`);
  return `${line}\r\n`;
}
