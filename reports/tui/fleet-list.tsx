import { Box, Text } from "ink";
import type { ReactElement } from "react";
import { cell, type FleetRow } from "./row.js";

interface FleetListProps {
  readonly rows: readonly FleetRow[];
  readonly selected: number;
  readonly top: number;
  readonly height: number;
  readonly columns: number;
}

const widths = { name: 18, model: 7, location: 10, who: 17, registration: 13, emergency: 12 } as const;

/** The fleet, a line a desk. Only the lines of the window reach React. */
export function FleetList({ rows, selected, top, height, columns }: FleetListProps): ReactElement {
  const fixed = Object.values(widths).reduce((sum, width) => sum + width + 1, 2);
  const rest = Math.max(6, columns - fixed);
  const line = (row: FleetRow, mark: string): string =>
    `${mark}${cell(row.name, widths.name)} ${cell(row.model, widths.model)} ${cell(row.location, widths.location)} ` +
    `${cell(row.who, widths.who)} ${cell(row.registration, widths.registration)} ` +
    `${cell(row.emergency, widths.emergency)} ${cell(row.lastEvent, rest)}`;
  const head: FleetRow = {
    name: "DESK",
    model: "MODEL",
    location: "LOCATION",
    who: "LOGGED IN AS",
    registration: "REGISTRATION",
    emergency: "CAN DIAL 911",
    lastEvent: "LAST EVENT",
  };
  return (
    <Box flexDirection="column" height={height + 1}>
      <Text bold wrap="truncate">
        {line(head, "  ")}
      </Text>
      {rows.slice(top, top + height).map((row, index) => (
        <Text
          key={`${top + index}`}
          wrap="truncate"
          inverse={top + index === selected}
          {...(row.emergency.includes("NO") ? { color: "red" } : {})}
        >
          {line(row, top + index === selected ? "> " : "  ")}
        </Text>
      ))}
    </Box>
  );
}
