import { useEffect, useState } from 'react';

const stepMs = 10_000;

/**
 * The sandbox's time (ms UTC), which is `ahead` ms ahead of real time; updated when it's moved, and every ten seconds.
 */
export function useNow(ahead: number): number {
  const [now, setNow] = useState(() => Date.now() + ahead);
  useEffect(() => {
    const look = () => setNow(Date.now() + ahead);
    look();
    const timer = window.setInterval(look, stepMs);
    return () => window.clearInterval(timer);
  }, [ahead]);
  return now;
}
