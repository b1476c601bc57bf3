/** A sound OPTIONS of extension 1001: what anybody answers who is still in his right mind. */
export function ordinaryOptions(callId: string, transport: "UDP" | "TCP"): string {
  return [
    "OPTIONS sip:user@127.0.0.1 SIP/2.0",
    `Via: SIP/2.0/${transport} 127.0.0.1:5060;rport;branch=z9hG4bK-${callId}`,
    "Max-Forwards: 70",
    "From: <sip:1001@127.0.0.1>;tag=ordinary",
    "To: <sip:user@127.0.0.1>",
    `Call-ID: ${callId}`,
    "CSeq: 1 OPTIONS",
    "Content-Length: 0",
    "",
    "",
  ].join("\r\n");
}
