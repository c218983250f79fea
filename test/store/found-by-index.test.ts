import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { channelIdSchema, incidentIdSchema, messageTsSchema } from '../../src/domain/incident/ids.ts';
import { migrate } from '../../src/store/sqlite/database/migrate.ts';
import { IncidentRows } from '../../src/store/sqlite/incident-rows.ts';

/** What SQLite says it does for each statement that `ask` has compiled. */
function plansOf(ask: (rows: IncidentRows) => void): string[] {
  const db = new Database(':memory:');
  migrate(db);
  const texts: string[] = [];
  ask(
    new IncidentRows((sql) => {
      texts.push(sql);
      return db.prepare(sql);
    }),
  );
  const plans = texts.flatMap((sql) => {
    const named = Object.fromEntries(sql.match(/(?<=@)\w+/gu)?.map((name) => [name, 1]) ?? []);
    const given = sql.match(/\?/gu)?.map(() => 0) ?? [];
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`);
    return plan.all(named, ...given).map((step) => String(Object(step).detail));
  });
  db.close();
  return plans;
}

test('recently ended incidents are found without reading all incidents, so that a form opens right away', () => {
  const plans = plansOf((rows) => rows.endedSince(0, 50));
  expect(plans.join('\n')).toContain('USING INDEX incidents_by_end');
  expect(plans.filter((step) => /SCAN incidents|TEMP B-TREE/u.test(step))).toEqual([]);
});

test("an incident's duplicates are found without reading all incidents", () => {
  const plans = plansOf((rows) => rows.duplicatesOf(incidentIdSchema.parse(1)));
  expect(plans.join('\n')).toContain('INDEX incidents_by_original');
  expect(plans.filter((step) => /SCAN incidents/u.test(step))).toEqual([]);
});

test('whatever pointed to an incident is found without reading all events', () => {
  const plans = plansOf((rows) => rows.pointingTo(incidentIdSchema.parse(1)));
  expect(plans.join('\n')).toContain('INDEX events_duplicate_marked');
});

test('the incidents declared from a message are found without reading all incidents', () => {
  const plans = plansOf((rows) =>
    rows.declaredFrom(channelIdSchema.parse('C1'), messageTsSchema.parse('1.1')),
  );
  expect(plans.join('\n')).toContain('INDEX incidents_by_source');
});
