import { Box, Text } from "ink";
import type { ReactElement } from "react";

const lines = [
  "FLEET",
  "  ↑ ↓ or j k   select a desk          g G   first, last",
  "  Enter        open the handset       /     filter by any column, Esc clears it",
  "  n            only desks that cannot call 911",
  "  p            power on, power cut    q     quit and print the report",
  "",
  "HANDSET",
  "  ← → ↑ ↓ Tab  line key               Enter presses it",
  "  digits * #   dial, Enter calls      Esc   clears, then back to the fleet",
  "  a  answer    h  hang up             p     power on, power cut",
  "  in a form    digits type, Tab or Enter next field, Enter on the last submits, Esc cancels",
  "  in a list    ↑ ↓ select, Enter picks, Esc cancels",
  "",
  "Any key closes this help.",
];

export function Help(): ReactElement {
  return (
    <Box flexDirection="column">
      {lines.map((line, index) => (
        <Text key={`help-${index + 1}`} wrap="truncate" bold={/^[A-Z]+$/.test(line)}>
          {line || " "}
        </Text>
      ))}
    </Box>
  );
}
