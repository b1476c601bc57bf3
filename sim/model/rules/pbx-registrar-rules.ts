/** How Asterisk binds contacts and what it answers to a REGISTER (PBX-20 to PBX-41). In our own words. */
export const pbxRegistrarRules = {
  "PBX-20": "To names the address of record, and another than that of who asks is 404",
  "PBX-21": "equal URIs are one contact, whatever Call-ID, CSeq or instance came with them",
  "PBX-22": "the packet's address replaces that of the contact; its user and its own parameters stay",
  "PBX-23": "a phone whose own address was replaced is shown its own address again",
  "PBX-24": "contacts that are kept as sent differ by port, host, line and transport",
  "PBX-25": "with no room left a new contact gets 403 after good credentials, and nothing changes",
  "PBX-26": "a full extension refuses neither a refresh nor a removal",
  "PBX-27": "with Remove Existing the contact that runs out first makes room, and hears nothing of it",
  "PBX-28": "one REGISTER with more contacts than the limit is refused, Remove Existing or not",
  "PBX-29": "an override lets contacts that do not answer make room, where that is room enough",
  "PBX-30": "an extension that may have no contact refuses every one",
  "PBX-31":
    "the Contact's own expiry counts before the header's; too short is raised, too long is cut, and neither is 423",
  "PBX-32":
    "the 200 has a line for each contact with the seconds left, a Date, and Expires only if it was asked for",
  "PBX-33": "a REGISTER without Contact tells what is bound and changes nothing",
  "PBX-34": "a star with Expires 0 unbinds all phones of the extension; with another Expires it is 400",
  "PBX-35": "an old and a new address in one REGISTER do not swap where addresses are replaced",
  "PBX-36": "a phone at a new port cannot remove what it had bound at the old one",
  "PBX-37": "what has run out neither counts nor shows, even before it is swept",
  "PBX-38": "contacts come in no order that a phone may rely on",
  "PBX-39": "phones that register at the same moment never pass the limit together",
  "PBX-40": "a contact is known with its User-Agent, Call-ID, source and time left",
  "PBX-41": "the 200 grows with each contact, and comes in one datagram however large it is",
} as const;
