import { Box, Text } from "ink";
import type { ReactElement } from "react";
import { fleetColumns, headText, rowText } from "./columns.js";
import { fitWords } from "./fit.js";
import type { FleetRow } from "./row.js";

interface FleetListProps {
  readonly rows: readonly FleetRow[];
  readonly selected: number;
  readonly top: number;
  readonly height: number;
  readonly columns: number;
  /** What stands there where no row does. */
  readonly empty: string;
}

/** Before each row: whether it is the selected one. */
const markWidth = 2;

/** The fleet, a line a desk. Only the lines of the window reach React. */
export function FleetList({ rows, selected, top, height, columns, empty }: FleetListProps): ReactElement {
  const shown = fleetColumns(rows, columns - markWidth);
  return (
    <Box flexDirection="column" height={height + 1}>
      <Text bold wrap="truncate">
        {`  ${headText(shown)}`}
      </Text>
      {rows.length === 0 ? <Text color="yellow">{`  ${fitWords(empty, columns - markWidth)}`}</Text> : null}
      {rows.slice(top, top + height).map((row, index) => (
        <Text
          key={`${top + index}`}
          wrap="truncate"
          inverse={top + index === selected}
          {...(row.emergency.includes("NO") ? { color: "red" } : {})}
        >
          {`${top + index === selected ? "> " : "  "}${rowText(row, shown)}`}
        </Text>
      ))}
    </Box>
  );
}
