/** Failures seen on real systems: provisioning, load and secrecy (F-23 to F-80). In our own words. */
export const provisioningFailures = {
  "F-23": "a phone whose server name or certificate is wrong says so, and recovers without a reset",
  "F-27": "a login whose file does not come leaves the phone on the placeholder, with a message",
  "F-36": "a file that is missing, empty, cut or no XML is not taken: the last good one stays",
  "F-37": "a phone that is not told of its new file keeps the old one, and the harness says so",
  "F-74": "a file that is read while it is written is taken whole or not at all",
  "F-75": "keys beyond the model are reported, and Line and Login survive",
  "F-76": "a template with another firmware reboots the phone once more",
  "F-77": "a NOTIFY with two equal Content-Length headers is answered",
  "F-78": "a check-sync under another From is taken from the registrar's address",
  "F-33": "a PIN is in no report, record or URL that is shown, and its way over plain HTTP is warned of",
  "F-42": "hours of refreshes, calls and logins leave nothing behind",
  "F-79": "phones that all start at once register all, and who is refused does not retry in step",
  "F-80": "a run that its own machine could not keep up with is invalid, and not the PBX's failure",
} as const;
