import { describe, expect, test } from 'vitest';
import { prometheus } from '../../src/metrics/prometheus.ts';
import { idleReadings } from './support/readings.ts';

/** What Prometheus reads of one bot, again with each call. */
function bot() {
  const { expose } = prometheus();
  return () => expose(idleReadings);
}

/** The families of one bot: name and type, as the text says them. */
async function families(): Promise<[name: string, type: string][]> {
  const { text } = await bot()();
  return [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type]);
}

describe('The metric names', () => {
  test('of our own start with incident_bot_, beside those of the process', async () => {
    const names = (await families()).map(([name]) => name);
    expect(names.filter((name) => !/^(?:incident_bot|nodejs|process)_[a-z0-9_]+$/.test(name))).toEqual([]);
  });

  test('end as Prometheus asks: counters in _total, times in _seconds', async () => {
    const ours = (await families()).filter(([name]) => name.startsWith('incident_bot_'));
    const wrong = ours.filter(([name, type]) => {
      if (type === 'counter') return !name.endsWith('_total');
      if (type === 'histogram') return !name.endsWith('_seconds');
      return name.endsWith('_total');
    });
    expect(wrong).toEqual([]);
    expect(ours.length).toBeGreaterThan(15);
  });

  test('have a help sentence each', async () => {
    const { text } = await bot()();
    const help = [...text.matchAll(/^# HELP incident_bot_\S+ (.*)$/gm)].map(([, words = '']) => words);
    expect(
      help.filter(
        (words) => !/^[A-Z0-9].*\.$/.test(words) && !/^1 /.test(words) && !/0 without one$/.test(words),
      ),
    ).toEqual([]);
  });

  test('start at 0 if alerts and averages use them, because a series that starts at 1 has no increase', async () => {
    const { text } = await bot()();
    for (const sample of [
      'incident_bot_unacknowledged_total{payload="event"}',
      'incident_bot_triage_verdicts_total{owner="unknown"}',
      'incident_bot_incidents_declared_total{severity="P1"}',
      'incident_bot_time_to_acknowledge_seconds_count{severity="P1",since="declared"}',
      'incident_bot_time_to_resolve_seconds_sum{severity="P4",since="first_alert"}',
    ])
      expect(text).toContain(`${sample} 0\n`);
  });

  test('can be read repeatedly', async () => {
    const expose = bot();
    await expose();
    expect((await expose()).text).toContain('incident_bot_slack_connected 1');
  });
});
