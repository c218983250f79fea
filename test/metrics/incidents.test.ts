import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { plainText } from '../../src/domain/text/text.ts';
import { incidentMetrics } from '../../src/metrics/incidents.ts';
import { closed, opened, reopened, resolved } from '../domain/support/events.ts';
import { minute } from '../domain/support/fixtures.ts';
import { incidentOf, type Past, record } from '../domain/support/given.ts';

/** The sum and count of the times to resolve after each event was counted in turn, in minutes. */
async function timesToResolve(since: 'declared' | 'first_alert', ...past: readonly Past[]) {
  const registry = new Registry();
  const count = incidentMetrics([registry]);
  const events = record(past);
  for (const [i, event] of events.entries()) count([event], incidentOf(...past.slice(0, i + 1)));
  const text = await registry.metrics();
  const value = (kind: string) =>
    Number(
      new RegExp(
        `^incident_bot_time_to_resolve_seconds_${kind}{severity="P1",since="${since}"} (.*)$`,
        'm',
      ).exec(text)?.[1],
    );
  return { minutes: value('sum') / 60, count: value('count') };
}

describe('The time to resolve', () => {
  const days = 2 * 24 * 60;
  const corrected: Past[] = [
    { event: opened({ firstAlert: { at: minute(-5), text: plainText('5xx') } }), at: minute(0) },
    { event: resolved(), at: minute(30) },
    { event: closed(), at: minute(40) },
    { event: reopened(), at: minute(days) },
    { event: resolved(), at: minute(days + 10) },
  ];

  test('is measured at each resolution, without the time during which the incident was resolved', async () => {
    expect(await timesToResolve('declared', ...corrected.slice(0, 3))).toEqual({ minutes: 30, count: 1 });
    expect(await timesToResolve('declared', ...corrected)).toEqual({ minutes: 30 + 40, count: 2 });
  });

  test('since the first alert is longer by the time before the declaration', async () => {
    expect(await timesToResolve('first_alert', ...corrected)).toEqual({ minutes: 35 + 45, count: 2 });
  });
});
