import { describe, expect, onTestFinished, test } from 'vitest';
import { startIntercom } from '../../../sandbox/intercom/start.ts';
import type { StatusForm, StatusState } from '../../../sandbox/intercom/state.ts';
import type { Region } from '../../../src/domain/triage/observation.ts';
import { readStatusPage } from '../../../src/intercom/status-page/status-page.ts';
import { overhear } from '../../support/overhear.ts';
import { asking } from '../support/ask.ts';
import { now, serve, serveJson } from '../support/server.ts';

const forms: StatusForm[] = ['statuspage', 'incident.io', 'native'];
const apiErrors = {
  title: 'Errors on the REST API',
  components: ['Intercom APIs'],
  startedAt: now() - 60_000,
} as const;

async function read(status: StatusState, region: Region = 'us') {
  const intercom = await startIntercom({ now });
  onTestFinished(() => intercom.stop());
  await intercom.set({ status });
  return readStatusPage(asking(1_000), intercom.statusUrl, region);
}

function readDocuments(documents: Readonly<Record<string, unknown>>) {
  return serveJson(documents).then((url) => readStatusPage(asking(1_000), url, 'us'));
}

describe.each(forms)('a status page in the form %s', (form) => {
  test('with nothing posted is known to be clear', async () => {
    expect(await read({ kind: 'none', form })).toMatchObject({ open: [], indicator: { level: 'none' } });
  });

  test('gives an open incident once, with title, components and time', async () => {
    const { open } = await read({ kind: 'posted', incidents: [apiErrors], form });
    expect(open).toMatchObject([
      { title: apiErrors.title, components: ['Intercom APIs'], since: apiErrors.startedAt },
    ]);
  });

  test('leaves out what is resolved', async () => {
    const incidents = [{ ...apiErrors, status: 'resolved' as const }];
    expect((await read({ kind: 'posted', incidents, form })).open).toEqual([]);
  });

  test('gives an incident under the indicator "none"', async () => {
    const incidents = [
      { title: 'Elevated API errors', impact: 'none' as const, status: 'monitoring' as const },
    ];
    const page = await read({ kind: 'posted', indicator: 'none', incidents, form });
    expect(page.open?.map(({ title }) => title)).toEqual(['Elevated API errors']);
  });
});

describe('the region-scoped form', () => {
  const australian = { ...apiErrors, title: 'API errors', regions: ['au'] as const };

  test('says that an incident is not on the page of our region', async () => {
    const { open } = await read({ kind: 'posted', incidents: [australian], form: 'incident.io' }, 'us');
    expect(open?.map(({ here }) => here)).toEqual([false]);
  });

  test('says that an incident is on the page of our region', async () => {
    const { open } = await read({ kind: 'posted', incidents: [australian], form: 'incident.io' }, 'au');
    expect(open?.map(({ here }) => here)).toEqual([true]);
  });

  test('counts for the region that /me names, where another one is configured', async () => {
    const intercom = await startIntercom({ now });
    onTestFinished(() => intercom.stop());
    await intercom.set({ status: { kind: 'posted', incidents: [australian] } });
    const told = Promise.resolve('au' as const);
    const { open } = await readStatusPage(asking(1_000), intercom.statusUrl, 'us', told);
    expect(open?.map(({ here }) => here)).toEqual([true]);
  });

  test('knows an incident by its title where the two forms number it differently', async () => {
    const page = await readDocuments({
      '/api/v2/incidents.json': { incidents: [{ id: 'old-id', name: 'API errors', status: 'identified' }] },
      '/proxy/HOST/incidents': { incidents: [{ id: 'new-id', name: 'API errors', status: 'identified' }] },
    });
    expect(page.open?.map(({ id, here }) => [id, here])).toEqual([['new-id', true]]);
  });

  test('stands in alone where only it answers', async () => {
    const page = await read({ kind: 'posted', incidents: [apiErrors], form: 'native' });
    expect(page).toMatchObject({ incidents: { status: 200 }, indicator: { level: 'degraded' } });
  });
});

describe('a page that gives nothing readable is unknown', () => {
  test.each([
    ['html', { kind: 'html' }],
    ['404', { kind: 'not_found' }],
    ['empty', { kind: 'empty' }],
    ['unparsable', { kind: 'unparsable' }],
    ['503', { kind: 'error', status: 503 }],
    ['unreachable', { kind: 'unreachable' }],
    ['two megabytes', { kind: 'huge' }],
    ['a redirect in circles', { kind: 'redirect_loop' }],
  ] as const)('%s', async (_name, state) => {
    expect(await read(state)).toMatchObject({ open: null, indicator: null });
  });

  test('JSON of something else', async () => {
    expect(
      await readDocuments({ '/api/v2/status.json': { hello: 'world' }, '/api/v2/summary.json': [] }),
    ).toMatchObject({
      open: null,
      indicator: null,
    });
  });

  test('documents that come with an error status', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(503).end('{"status":{"indicator":"none"},"incidents":[]}');
    });
    expect(await readStatusPage(asking(1_000), url, 'us')).toMatchObject({ open: null, indicator: null });
  });

  test('an indicator "none" alone, since it does not tell of incidents', async () => {
    const page = await readDocuments({
      '/api/v2/status.json': { status: { indicator: 'none', description: 'All good' } },
    });
    expect(page).toMatchObject({ open: null, indicator: { level: 'none' } });
  });
});

describe.each(['statuspage', 'native'] as const)('planned work in the form %s', (form) => {
  const window = { from: now() + 3_600_000, until: now() + 7_200_000 };
  const work = {
    title: 'Database maintenance',
    impact: 'maintenance',
    components: ['Intercom APIs'],
    window,
  } as const;

  test('is read with its window, and is not open', async () => {
    const page = await read({ kind: 'posted', incidents: [{ ...work, status: 'scheduled' }], form });
    expect(page).toMatchObject({ open: [], planned: [{ title: work.title, window }] });
  });

  test('is open with its window once it runs', async () => {
    const page = await read({ kind: 'posted', incidents: [{ ...work, status: 'in_progress' }], form });
    expect(page).toMatchObject({ open: [{ title: work.title, window }], planned: [] });
  });
});

test('work that is planned for another region is known to be elsewhere', async () => {
  const incidents = [{ title: 'Work', impact: 'maintenance', status: 'scheduled', regions: ['au'] }] as const;
  const { planned } = await read({ kind: 'posted', incidents, form: 'incident.io' });
  expect(planned).toMatchObject([{ title: 'Work', here: false }]);
});

describe.each(['statuspage', 'incident.io', 'native'] as const)(
  'an incident that is over in the form %s',
  (form) => {
    test.each(['resolved', 'postmortem'] as const)(
      '%s is read with its time, and is not open',
      async (status) => {
        const resolvedAt = now() - 300_000;
        const incidents = [{ title: 'API errors', status, startedAt: now() - 3_600_000, resolvedAt }];
        const page = await read({ kind: 'posted', incidents, form });
        expect(page).toMatchObject({
          open: [],
          resolved: [{ incident: { title: 'API errors' }, at: resolvedAt }],
        });
      },
    );
  },
);

describe('the requests to the page that get no answer', () => {
  test.each([
    ['none of six', { kind: 'none' }, 0],
    ['none, where it answers HTML', { kind: 'html' }, 0],
    ['half of them', { kind: 'reset', every: 2 }, 3],
    ['all', { kind: 'unreachable' }, 6],
  ] as const)('are counted: %s', async (_name, state, dropped) => {
    expect((await read(state)).dropped).toBe(dropped);
  });

  test('do not count where the undocumented form alone gets none', async () => {
    const url = await serve((request, response) => {
      if (request.url?.startsWith('/proxy/')) request.socket.resetAndDestroy();
      else response.end('{"status":{"indicator":"none","description":""},"incidents":[]}');
    });
    const page = await readStatusPage(asking(1_000), url, 'us');
    expect(page).toMatchObject({ dropped: 0, open: [] });
  });

  test('are unknown where the address cannot be asked', async () => {
    expect((await readStatusPage(asking(1_000), 'no-address', 'us')).dropped).toBeNull();
  });
});

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

test('a page that has moved is followed to its new address', async () => {
  const intercom = await startIntercom({ now });
  onTestFinished(() => intercom.stop());
  await intercom.set({ status: { kind: 'posted', incidents: [apiErrors] } });
  const old = await serve((request, response) => {
    response.writeHead(301, { location: `${intercom.statusUrl}${request.url}` }).end();
  });
  expect((await readStatusPage(asking(1_000), old, 'us')).open).toHaveLength(1);
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
