import { useEffect, useState } from 'react';

const stepMs = 10_000;

/** The sandbox's time (ms UTC), which is `ahead` ms before real time; renewed every ten seconds. */
export function useNow(ahead: number): number {
  const [real, setReal] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setReal(Date.now()), stepMs);
    return () => window.clearInterval(timer);
  }, []);
  return real + ahead;
}
