/** How many requests a typed number stands for; null when it is not a whole number from 1 to 1000. */
export function requestCount(typed: string): number | null {
  const times = Number(typed);
  return /^\d+$/.test(typed.trim()) && times >= 1 && times <= 1_000 ? times : null;
}
