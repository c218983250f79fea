/** How one reader sees times (ms UTC): the sandbox's clock, and the time of an entry in a list. */
export type Times = {
  /** `Fri 21 Nov, 23:41:05`. */
  readonly clock: (at: number) => string;
  /** `23:41:05.120`. */
  readonly time: (at: number) => string;
  /** `Fri 21 Nov, 23:41`. */
  readonly minute: (at: number) => string;
};

/**
 * The times of a reader in `zone`, an IANA name. The parts are joined here, because browsers differ in whether they put
 * a comma between them.
 */
export function timesIn(zone: string): Times {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
  const weekday = format({ weekday: 'short' });
  const day = format({ day: 'numeric', month: 'short' });
  const minute = format({ hour: '2-digit', minute: '2-digit' });
  const second = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const fine = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 });
  const dated = (at: number, time: Intl.DateTimeFormat) =>
    `${weekday.format(at)} ${day.format(at)}, ${time.format(at)}`;
  return {
    clock: (at) => dated(at, second),
    time: (at) => fine.format(at),
    minute: (at) => dated(at, minute),
  };
}

const units = [
  ['day', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** A duration (ms) in its two largest units: `4 min 10 s`, `2 h`, `1 day 3 h`. Below a second, `0 s`. */
export function spanText(ms: number): string {
  let rest = Math.floor(Math.abs(ms) / 1_000) * 1_000;
  const largest = units.findIndex(([, size]) => rest >= size);
  if (largest === -1) return '0 s';
  const parts: string[] = [];
  for (const [unit, size] of units.slice(largest, largest + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit === 'day' && count > 1 ? 'days' : unit}`);
  }
  return parts.join(' ');
}
