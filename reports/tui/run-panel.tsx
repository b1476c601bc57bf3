import { Box, Text } from "ink";
import type { ReactElement } from "react";
import type { RunSnapshot } from "../../sim/transcript/run-progress.js";
import { runLines } from "./run-lines.js";

interface RunPanelProps {
  readonly run: RunSnapshot;
  readonly columns: number;
  readonly height: number;
}

const tones = {
  head: { bold: true },
  bad: { color: "red" },
  dim: { dimColor: true },
  plain: {},
} as const;

/** A run while it goes on: what failed so far and what runs now. */
export function RunPanel({ run, columns, height }: RunPanelProps): ReactElement {
  return (
    <Box flexDirection="column" height={height + 1}>
      {runLines(run, columns, height).map(({ text, tone }, index) => (
        <Text key={`run-${index + 1}`} wrap="truncate" {...tones[tone]}>
          {text || " "}
        </Text>
      ))}
    </Box>
  );
}
