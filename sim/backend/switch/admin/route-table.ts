import type { App } from "./app.js";

/** Which applications want new requests of a method; several take turns. */
export class RouteTable {
  readonly #rings = new Map<string, App[]>();

  /** Routes are a set: drachtio-srf repeats all of them after each new one. */
  add(method: string, app: App): void {
    const ring = this.#rings.get(method);
    if (!ring) this.#rings.set(method, [app]);
    else if (!ring.includes(app)) ring.push(app);
  }

  remove(method: string, app: App): void {
    const ring = this.#rings.get(method)?.filter((each) => each !== app) ?? [];
    if (ring.length > 0) this.#rings.set(method, ring);
    else this.#rings.delete(method);
  }

  removeApp(app: App): void {
    for (const method of [...this.#rings.keys()]) this.remove(method, app);
  }

  /** The application whose turn it is, or undefined when the method has no route. */
  next(method: string): App | undefined {
    const ring = this.#rings.get(method);
    const app = ring?.shift();
    if (ring && app) ring.push(app);
    return app;
  }
}
