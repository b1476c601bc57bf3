import { useEffect, useRef, useState } from "react";
import type { FleetSnapshot, FleetSource } from "./fleet-source.js";

const sampleMs = 100;

/** The fleet, sampled ten times a second; renders only when its version or its status changed. */
export function useSnapshot(source: FleetSource): FleetSnapshot {
  const [snapshot, setSnapshot] = useState(() => source.snapshot());
  const shown = useRef(snapshot);
  useEffect(() => {
    const timer = setInterval(() => {
      const next = source.snapshot();
      if (next.version === shown.current.version && next.status === shown.current.status) return;
      shown.current = next;
      setSnapshot(next);
    }, sampleMs);
    return () => clearInterval(timer);
  }, [source]);
  return snapshot;
}
