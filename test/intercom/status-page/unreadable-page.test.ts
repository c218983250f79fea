import { describe, expect, test } from 'vitest';
import { readStatusPage } from '../../../src/intercom/status-page/status-page.ts';
import { asking } from '../support/ask.ts';
import { serve } from '../support/server.ts';
import { read, readDocuments } from '../support/status-page.ts';

describe('A status page without anything readable is unknown:', () => {
  test.each([
    ['HTML', { kind: 'html' }],
    ['404', { kind: 'not_found' }],
    ['an empty body', { kind: 'empty' }],
    ['half a document', { kind: 'unparsable' }],
    ['503', { kind: 'error', status: 503 }],
    ['no response', { kind: 'unreachable' }],
    ['two megabytes', { kind: 'huge' }],
    ['a redirect loop', { kind: 'redirect_loop' }],
  ] as const)('it returns %s', async (_name, state) => {
    expect(await read(state)).toMatchObject({ open: null, indicator: null });
  });

  test('it returns JSON of something else', async () => {
    expect(
      await readDocuments({ '/api/v2/status.json': { hello: 'world' }, '/api/v2/summary.json': [] }),
    ).toMatchObject({
      open: null,
      indicator: null,
    });
  });

  test('it returns documents with an error status', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(503).end('{"status":{"indicator":"none"},"incidents":[]}');
    });
    expect(await readStatusPage(asking(1_000), url, 'us')).toMatchObject({ open: null, indicator: null });
  });

  test('it has only the indicator "none", which says nothing about incidents', async () => {
    const page = await readDocuments({
      '/api/v2/status.json': { status: { indicator: 'none', description: 'All good' } },
    });
    expect(page).toMatchObject({ open: null, indicator: { level: 'none' } });
  });
});

describe('The failed requests to the status page', () => {
  test.each([
    ['none of six', { kind: 'none' }, 0],
    ['none if it returns HTML', { kind: 'html' }, 0],
    ['half of them', { kind: 'reset', every: 2 }, 3],
    ['all', { kind: 'unreachable' }, 6],
  ] as const)('are counted: %s', async (_name, state, dropped) => {
    expect((await read(state)).dropped).toBe(dropped);
  });

  test("don't include the undocumented form if only that one fails", async () => {
    const url = await serve((request, response) => {
      if (request.url?.startsWith('/proxy/')) request.socket.resetAndDestroy();
      else response.end('{"status":{"indicator":"none","description":""},"incidents":[]}');
    });
    const page = await readStatusPage(asking(1_000), url, 'us');
    expect(page).toMatchObject({ dropped: 0, open: [] });
  });

  test('are unknown if the address is unusable', async () => {
    expect((await readStatusPage(asking(1_000), 'no-address', 'us')).dropped).toBeNull();
  });
});
