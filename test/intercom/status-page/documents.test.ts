import { describe, expect, test } from 'vitest';
import { overhear } from '../../support/overhear.ts';
import { now } from '../support/server.ts';
import { readDocuments } from '../support/status-page.ts';

describe('where documents differ', () => {
  test('an indicator above "none" counts as posted, even with no incident to read', async () => {
    const page = await readDocuments({
      '/api/v2/status.json': { status: { indicator: 'major', description: 'Partial System Outage' } },
      '/api/v2/incidents.json': { incidents: [] },
    });
    expect(page.open?.map(({ title }) => title)).toEqual(['Partial System Outage']);
  });

  test.each(['purple', 'operational', 'unknown', ''])(
    'an indicator “%s” alone is no incident',
    async (indicator) => {
      const page = await readDocuments({
        '/api/v2/status.json': { status: { indicator, description: 'Something' } },
        '/api/v2/incidents.json': { incidents: [] },
      });
      expect(page.open).toEqual([]);
    },
  );

  test('nor is a component in a state that no page is known to use', async () => {
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

  test('a maintenance in progress is posted, a planned one is not', async () => {
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

  test('the components that any document names are kept', async () => {
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

  test('fields of the wrong type do not hide an incident', async () => {
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

describe('a time that the page gives', () => {
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
  ])('means the same everywhere, without a zone in UTC: %s', async (text) => {
    expect(await from(text)).toBe(now());
  });

  test('and is no time is left out', async () => {
    expect(await from('tonight')).toBeNull();
  });
});
