import { Box, Text } from "ink";
import type { ReactElement } from "react";

/** None longer than 60 columns, the narrowest terminal that the view is made for. */
const lines = [
  "FLEET",
  "  ↑ ↓ j k    select a desk       g G  first, last",
  "  Enter      open the handset    /    filter, Esc clears it",
  "  n          only desks that cannot call 911",
  "  p          power on or cut     q    quit, print the report",
  "  r          in `deskfleet run`: back to the run",
  "",
  "HANDSET",
  "  ← → ↑ ↓    choose a line key   Enter  press it",
  "  digits * # dial, Enter calls   Esc    clear, then back",
  "  a  answer  h  hang up          p      power on or cut",
  "  !          press the USB panic button",
  "  in a form  digits type, Tab or Enter: next field,",
  "             Enter on the last one submits, Esc cancels",
  "  in a list  ↑ ↓ select, Enter picks, Esc cancels",
  "",
  "CAN DIAL 911",
  "  yes        the PSAP would get the call and can call back",
  "  ~ degraded it would, but cannot call back, or would not",
  "             learn where the desk is",
  "  ✗ NO       it would not; the handset says why",
];

export function Help(): ReactElement {
  return (
    <Box flexDirection="column">
      {lines.map((line, index) => (
        <Text key={`help-${index + 1}`} wrap="truncate" bold={/^[A-Z][A-Z0-9 ]+$/.test(line)}>
          {line || " "}
        </Text>
      ))}
    </Box>
  );
}
