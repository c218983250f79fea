import { describe, expect, test } from 'vitest';
import { overhear } from '../../support/overhear.ts';
import { now } from '../support/server.ts';
import { readDocuments } from '../support/status-page.ts';

describe("If the status page's documents disagree,", () => {
  test('an indicator above "none" counts as posted, even with no readable incident', async () => {
    const page = await readDocuments({
      '/api/v2/status.json': { status: { indicator: 'major', description: 'Partial System Outage' } },
      '/api/v2/incidents.json': { incidents: [] },
    });
    expect(page.open?.map(({ title }) => title)).toEqual(['Partial System Outage']);
  });

  test.each(['purple', 'operational', 'unknown', ''])(
    'the indicator "%s" alone isn\'t an incident',
    async (indicator) => {
      const page = await readDocuments({
        '/api/v2/status.json': { status: { indicator, description: 'Something' } },
        '/api/v2/incidents.json': { incidents: [] },
      });
      expect(page.open).toEqual([]);
    },
  );

  test("a component in an unknown state isn't an incident", async () => {
    const page = await readDocuments({
      '/api/v2/summary.json': {
        status: { indicator: 'none', description: '' },
        incidents: [],
        components: [{ id: 'a', name: 'Inbox', status: 'not_monitored' }],
      },
    });
    expect(page.open).toEqual([]);
  });

  test('a degraded component that no incident explains counts as posted', async () => {
    const page = await readDocuments({
      '/api/v2/summary.json': {
        status: { indicator: 'minor', description: 'Minor' },
        incidents: [],
        components: [
          { id: 'a', name: 'Inbox', status: 'operational' },
          { id: 'b', name: 'Intercom APIs', status: 'partial_outage' },
          { id: 'c', name: 'Group', status: 'partial_outage', group: true },
        ],
      },
    });
    expect(page.open).toMatchObject([
      { title: 'Intercom APIs: partial outage', components: ['Intercom APIs'] },
    ]);
  });

  test("maintenance in progress counts as posted, and planned maintenance doesn't", async () => {
    const page = await readDocuments({
      '/api/v2/summary.json': {
        status: { indicator: 'maintenance', description: 'Maintenance' },
        incidents: [],
        scheduled_maintenances: [
          { id: '1', name: 'Database work', status: 'in_progress', impact: 'maintenance' },
          { id: '2', name: 'Later work', status: 'scheduled', impact: 'maintenance' },
        ],
      },
    });
    expect(page.open?.map(({ title }) => title)).toEqual(['Database work']);
  });

  test('the components named in any document are kept', async () => {
    const incident = { id: '1', name: 'Errors', status: 'identified' };
    const page = await readDocuments({
      '/api/v2/incidents/unresolved.json': { incidents: [incident] },
      '/api/v2/incidents.json': {
        incidents: [
          { ...incident, incident_updates: [{ affected_components: [{ name: 'Intercom APIs' }] }] },
        ],
      },
    });
    expect(page.open).toMatchObject([{ title: 'Errors', components: ['Intercom APIs'] }]);
  });

  test("fields of the wrong type don't hide an incident", async () => {
    const page = await readDocuments({
      '/api/v2/incidents.json': {
        incidents: [{ id: 7, name: null, status: 'investigating', components: 'all' }],
      },
    });
    expect(overhear(page.open)).toMatchObject([
      { title: 'An incident without a title', status: 'investigating' },
    ]);
  });
});

describe('A time on the status page', () => {
  const work = (scheduled_for: string) => ({ name: 'Work', status: 'scheduled', scheduled_for });
  const from = async (text: string) => {
    const page = await readDocuments({
      '/api/v2/summary.json': { incidents: [], scheduled_maintenances: [work(text)] },
    });
    return page.planned[0]?.window?.from ?? null;
  };

  test.each([
    '2026-11-21T12:00:00Z',
    '2026-11-21T12:00:00',
    '2026-11-21 12:00',
    '2026-11-21T23:00:00.000+11:00',
    '2026-11-21T04:00:00-08:00',
  ])('means the same everywhere, with UTC if it has no zone: %s', async (text) => {
    expect(await from(text)).toBe(now());
  });

  test("is left out if it's invalid", async () => {
    expect(await from('tonight')).toBeNull();
  });
});
