/** What Asterisk sends in one piece: a response or an event. Names are compared without regard to case. */
export class AmiMessage {
  readonly #fields: ReadonlyMap<string, readonly string[]>;

  /** @param fields in the order in which they came; a name may come more than once (`Output`, `ChanVariable`) */
  constructor(fields: Iterable<readonly [name: string, value: string]>) {
    const byName = new Map<string, string[]>();
    for (const [name, value] of fields) {
      const key = name.toLowerCase();
      const values = byName.get(key);
      if (values) values.push(value);
      else byName.set(key, [value]);
    }
    this.#fields = byName;
  }

  /** The first value of that name; undefined: there is none. */
  get(name: string): string | undefined {
    return this.#fields.get(name.toLowerCase())?.[0];
  }

  all(name: string): readonly string[] {
    return this.#fields.get(name.toLowerCase()) ?? [];
  }

  /** `ContactStatus`; undefined: it is no event. */
  get event(): string | undefined {
    return this.get("Event");
  }

  /** `Success`, `Error`, `Follows`, `Goodbye`; undefined: it is no response. */
  get response(): string | undefined {
    return this.get("Response");
  }

  get actionId(): string | undefined {
    return this.get("ActionID");
  }
}
