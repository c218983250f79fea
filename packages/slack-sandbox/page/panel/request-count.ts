/** The number of requests that was typed; null if it isn't a whole number from 1 to 1000. */
export function requestCount(typed: string): number | null {
  const times = Number(typed);
  return /^\d+$/.test(typed.trim()) && times >= 1 && times <= 1_000 ? times : null;
}
