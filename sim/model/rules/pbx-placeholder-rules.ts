/** What becomes of calls to an extension of many phones, and of codes dialled on them (PBX-140 to PBX-149). */
export const pbxPlaceholderRules = {
  "PBX-140": "a call to the placeholder rings every phone on it that is there",
  "PBX-141": "the first answer has the call: the others are told that it was answered elsewhere",
  "PBX-142": "one phone that is busy or declines does not end the ringing of the others",
  "PBX-143": "where the list of phones to ring is too long, the rest are not rung, and nobody is told",
  "PBX-144": "where no phone is there, nothing is rung and the caller hears so at once",
  "PBX-145":
    "one phone in a call makes the whole extension in use, and with call waiting off busy for callers",
  "PBX-146": "a feature code that is dialled on one phone holds for all phones of its extension",
  "PBX-147": "feature codes are there by default, and each can be switched off",
  "PBX-148": "the voicemail code of a logged-out phone opens the mailbox of the placeholder",
  "PBX-149": "codes that forward or mute are no business of a placeholder: those still open are reported",
} as const;
