/** Whether a field or a parameter holds a secret. Where that is in doubt it does: a PIN in a run file stays there. */

/** A name such as `pin`, `user_pin`, `vm-password`, `Voicemail Password`, `PIN:`. */
export function isSecretName(name: string): boolean {
  return /(^|[^a-z])(pins?|passw(or)?d|passcode|password|secret)[^a-z]*$/i.test(
    name.replace(/([a-z])(?=[A-Z])/g, "$1 "),
  );
}

/** By the attributes of an InputField: `password="yes"`, in any letter case, or anything else that is not a clear no. */
export function isSecretField(attributes: readonly (readonly [name: string, value: string])[]): boolean {
  return attributes.some(([name, value]) => {
    const said = value.trim().toLowerCase();
    if (name.toLowerCase() === "type") return isSecretName(said);
    return isSecretName(name) && !["no", "false", "off", "0"].includes(said);
  });
}
