import { describe, expect, onTestFinished, test } from 'vitest';
import { startIntercom } from '../../../packages/intercom-sandbox/start.ts';
import type { StatusForm } from '../../../packages/intercom-sandbox/state.ts';
import { readStatusPage } from '../../../src/intercom/status-page/status-page.ts';
import { unhandledIn } from '../../support/unhandled.ts';
import { asking } from '../support/ask.ts';
import { now, serve } from '../support/server.ts';
import { read, readDocuments } from '../support/status-page.ts';

const forms: StatusForm[] = ['statuspage', 'incident.io', 'native'];
const apiErrors = {
  title: 'Errors on the REST API',
  components: ['Intercom APIs'],
  startedAt: now() - 60_000,
} as const;

describe.each(forms)('A status page in the form %s', (form) => {
  test('with nothing posted is clear', async () => {
    expect(await read({ kind: 'none', form })).toMatchObject({ open: [], indicator: { level: 'none' } });
  });

  test('lists an open incident once, with title, components, and time', async () => {
    const { open } = await read({ kind: 'posted', incidents: [apiErrors], form });
    expect(open).toMatchObject([
      { title: apiErrors.title, components: ['Intercom APIs'], since: apiErrors.startedAt },
    ]);
  });

  test('leaves out resolved incidents', async () => {
    const incidents = [{ ...apiErrors, status: 'resolved' as const }];
    expect((await read({ kind: 'posted', incidents, form })).open).toEqual([]);
  });

  test('lists an incident even under the indicator "none"', async () => {
    const incidents = [
      { title: 'Elevated API errors', impact: 'none' as const, status: 'monitoring' as const },
    ];
    const page = await read({ kind: 'posted', indicator: 'none', incidents, form });
    expect(page.open?.map(({ title }) => title)).toEqual(['Elevated API errors']);
  });
});

describe('The status page in its region-scoped form', () => {
  const australian = { ...apiErrors, title: 'API errors', regions: ['au'] as const };

  test("says that an incident isn't on our region's page", async () => {
    const { open } = await read({ kind: 'posted', incidents: [australian], form: 'incident.io' }, 'us');
    expect(open?.map(({ here }) => here)).toEqual([false]);
  });

  test("says that an incident is on our region's page", async () => {
    const { open } = await read({ kind: 'posted', incidents: [australian], form: 'incident.io' }, 'au');
    expect(open?.map(({ here }) => here)).toEqual([true]);
  });

  test('uses the region that /me names if another one is configured', async () => {
    const intercom = await startIntercom({ now });
    onTestFinished(() => intercom.stop());
    await intercom.set({ status: { kind: 'posted', incidents: [australian] } });
    const region = Promise.resolve('au' as const);
    const { open } = await readStatusPage(asking(1_000), intercom.statusUrl, 'us', region);
    expect(open?.map(({ here }) => here)).toEqual([true]);
  });

  test('matches an incident by title if the two forms number it differently', async () => {
    const page = await readDocuments({
      '/api/v2/incidents.json': { incidents: [{ id: 'old-id', name: 'API errors', status: 'identified' }] },
      '/proxy/HOST/incidents': { incidents: [{ id: 'new-id', name: 'API errors', status: 'identified' }] },
    });
    expect(page.open?.map(({ id, here }) => [id, here])).toEqual([['new-id', true]]);
  });

  test('is enough if only this form responds', async () => {
    const page = await read({ kind: 'posted', incidents: [apiErrors], form: 'native' });
    expect(page).toMatchObject({ incidents: { status: 200 }, indicator: { level: 'degraded' } });
  });
});

describe.each(['statuspage', 'native'] as const)('Planned maintenance in the form %s', (form) => {
  const window = { from: now() + 3_600_000, until: now() + 7_200_000 };
  const work = {
    title: 'Database maintenance',
    impact: 'maintenance',
    components: ['Intercom APIs'],
    window,
  } as const;

  test("is read with its window, and isn't open", async () => {
    const page = await read({ kind: 'posted', incidents: [{ ...work, status: 'scheduled' }], form });
    expect(page).toMatchObject({ open: [], planned: [{ title: work.title, window }] });
  });

  test('is open with its window once it has begun', async () => {
    const page = await read({ kind: 'posted', incidents: [{ ...work, status: 'in_progress' }], form });
    expect(page).toMatchObject({ open: [{ title: work.title, window }], planned: [] });
  });
});

test('Maintenance planned for another region is recognized as elsewhere', async () => {
  const incidents = [{ title: 'Work', impact: 'maintenance', status: 'scheduled', regions: ['au'] }] as const;
  const { planned } = await read({ kind: 'posted', incidents, form: 'incident.io' });
  expect(planned).toMatchObject([{ title: 'Work', here: false }]);
});

describe.each(['statuspage', 'incident.io', 'native'] as const)(
  'A finished incident in the form %s',
  (form) => {
    test.each(['resolved', 'postmortem'] as const)(
      "that is %s is read with its time, and isn't open",
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

test('A status page that has moved is followed to its new address', async () => {
  const intercom = await startIntercom({ now });
  onTestFinished(() => intercom.stop());
  await intercom.set({ status: { kind: 'posted', incidents: [apiErrors] } });
  const old = await serve((request, response) => {
    response.writeHead(301, { location: `${intercom.statusUrl}${request.url}` }).end();
  });
  expect((await readStatusPage(asking(1_000), old, 'us')).open).toHaveLength(1);
});

test('A status page whose region cannot be told fails, and leaves nothing unhandled', async () => {
  const page = await serve((_, response) => {
    response.end('{}');
  });
  const unhandled = await unhandledIn(async () => {
    const untold = Promise.reject(new Error('no region'));
    await expect(readStatusPage(asking(2_000), page, 'us', untold)).rejects.toThrow('no region');
  });
  expect(unhandled).toEqual([]);
});
