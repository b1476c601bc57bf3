import { monitorEventLoopDelay } from "node:perf_hooks";

/** Watches the process that makes the load: what it costs, and whether it keeps up. */
export class GeneratorMeter {
  readonly #delay = monitorEventLoopDelay({ resolution: 10 });
  readonly #beganCpu = process.cpuUsage();
  #peakBytes = 0;

  constructor() {
    this.#delay.enable();
  }

  /** CPU time of this process since the meter began, in microseconds. */
  cpuMicros(): number {
    const { user, system } = process.cpuUsage(this.#beganCpu);
    return user + system;
  }

  sampleMemory(): void {
    this.#peakBytes = Math.max(this.#peakBytes, process.memoryUsage.rss());
  }

  /** Ends the measurement. */
  end(): { loopLagP99Ms: number; peakMemoryMegabytes: number; cpuSeconds: number } {
    this.sampleMemory();
    this.#delay.disable();
    return {
      // The delay histogram counts the timer's own period of 10 ms.
      loopLagP99Ms: Math.max(0, this.#delay.percentile(99) / 1e6 - 10),
      peakMemoryMegabytes: Math.round(this.#peakBytes / 2 ** 20),
      cpuSeconds: this.cpuMicros() / 1e6,
    };
  }
}
