import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/domain/triage/diagnose.ts';
import type { Observations, PostedIncident } from '../../../../src/domain/triage/observation.ts';
import { overhear } from '../../../support/overhear.ts';
import {
  answer,
  broken,
  failure,
  health,
  incident,
  noon,
  notRun,
  observed,
  page,
  unsearchable,
} from '../support/observations.ts';

const hour = 3_600_000;

describe('A posted incident', () => {
  const with_ = (changed: Partial<Observations>, ...open: PostedIncident[]) =>
    overhear(diagnose(observed({ ...changed, page: page(...open) })));

  test('about a general disruption may or may not affect the API', () => {
    const { trail } = with_({}, incident('Service disruption'));
    expect(trail.find(({ id }) => id === 'is_api_posted')?.because).toContain('does not say');
  });

  test('about connectivity explains a failing API', () => {
    const reports = incident('We are investigating reports of connectivity problems');
    expect(with_(broken(answer(503)), reports).leaf).toBe('failing_posted');
  });

  test('about searching explains a failing search, whichever product it names', () => {
    const search = incident('Conversation search is unavailable', { components: ['Inbox'] });
    const { owner, cause } = with_(unsearchable(answer(503)), search);
    expect(owner).toBe('intercom');
    expect(cause).toContain('reports “Conversation search is unavailable”');
  });

  test("about the Help Center's search doesn't explain a failing search", () => {
    const { cause } = with_(unsearchable(answer(503)), incident('Help Center search is unavailable'));
    expect(cause).toContain('reports only “Help Center search is unavailable”');
  });

  test("in another region is mentioned, and isn't ours, while everything is healthy here", () => {
    const { owner, severity, cause } = with_({}, incident('Errors on the REST API', { here: false }));
    expect({ owner, severity }).toEqual({ owner: 'nobody', severity: null });
    expect(cause).toBe(
      'Intercom responds, its status page reports “Errors on the REST API”, but not in our region, and our service is healthy',
    );
  });

  test("about another product is mentioned, with the product's name", () => {
    const { owner, cause } = with_({}, incident('Messenger not loading'));
    expect(owner).toBe('intercom');
    expect(cause).toContain('“Messenger not loading”');
  });

  test('about webhooks or data stores explains our own degraded Intercom component', () => {
    const degraded = { health: health({ overall: 'degraded', intercom: 'degraded' }) };
    for (const title of ['Delays in webhooks and background jobs', 'Elevated errors from our database']) {
      expect(with_(degraded, incident(title))).toMatchObject({
        owner: 'intercom',
        cause: expect.stringContaining(title),
      });
    }
    expect(with_(degraded).leaf).toBe('integration_degraded');
  });

  test.each([
    ['a refused connection', broken(failure('connect', 'ECONNREFUSED'))],
    ['a connection that times out', broken(failure('connect', 'TIMEOUT'))],
    ['a broken handshake', broken(failure('tls', 'ECONNRESET'))],
    ['silence', broken(failure('headers', 'TIMEOUT'))],
    ['late webhooks of ours', { health: health({ overall: 'degraded', failing: ['webhooks'] }) }],
    ['a broken connection of ours', { health: health({ intercom: 'unhealthy' }) }],
  ])('is mentioned beside %s, and "nothing posted" is said only if nothing is', (_name, changed) => {
    expect(with_(changed).cause).toContain('nothing is posted');
    const { cause } = with_(changed, incident('Fin AI Agent is not answering'));
    expect(cause).toContain('“Fin AI Agent is not answering”');
    expect(cause).not.toContain('nothing is posted');
  });
});

describe('Planned maintenance', () => {
  const work = (from: number, until: number, more: Partial<PostedIncident> = {}) =>
    incident('Database maintenance', {
      impact: 'maintenance',
      status: 'scheduled',
      window: { from, until },
      ...more,
    });
  const planned = (one: PostedIncident, changed: Partial<Observations> = {}) =>
    overhear(diagnose(observed({ ...changed, page: { ...page(), planned: [one] } })));

  test("that hasn't started is mentioned with its window, and isn't an incident", () => {
    const { leaf, cause, probes } = planned(work(noon + 14 * hour, noon + 16 * hour));
    expect(leaf).toBe('healthy');
    expect(cause).toContain('the planned “Database maintenance” (2026-11-22 02:00–04:00 UTC)');
    expect(probes.find(({ probe }) => probe === 'status_incidents')?.summary).toContain(
      '2026-11-22 02:00–04:00 UTC',
    );
  });

  test('that is within its window is mentioned with it, although the page still says scheduled', () => {
    const { leaf, cause } = planned(work(noon - hour, noon + hour), broken(answer(503)));
    expect(leaf).toBe('maintenance');
    expect(cause).toContain('“Database maintenance” (2026-11-21 11:00–13:00 UTC)');
  });

  test('in progress while the API responds is mentioned as planned maintenance, not as an outage', () => {
    const { leaf, cause, severity } = planned(work(noon - hour, noon + hour));
    expect({ leaf, severity }).toEqual({ leaf: 'maintenance_answering', severity: 'P4' });
    expect(cause).toContain('“Database maintenance” (2026-11-21 11:00–13:00 UTC)');
  });

  test('in progress is mentioned with its window rather than as a component under maintenance', () => {
    const part = incident('Intercom APIs: under maintenance', {
      impact: 'under_maintenance',
      components: ['Intercom APIs'],
    });
    const { cause } = diagnose(
      observed({
        page: { ...page(part), planned: [work(noon - hour, noon + hour, { components: ['Intercom APIs'] })] },
      }),
    );
    expect(cause).toContain('(2026-11-21 11:00–13:00 UTC)');
  });

  test('is shown in the configured zone', () => {
    const { cause } = planned(work(noon - hour, noon + 20 * hour), { timeZone: 'Asia/Kolkata' });
    expect(cause).toContain('(2026-11-21 16:30–2026-11-22 13:30 GMT+5:30)');
  });

  test("doesn't hide an incident", () => {
    const both = { ...page(incident('API errors')), planned: [work(noon - hour, noon + hour)] };
    expect(diagnose(observed({ page: both })).leaf).toBe('posted_but_answering');
  });

  test('across midnight is shown with both days', () => {
    const { cause } = planned(work(noon - hour, noon + 20 * hour), broken(answer(503)));
    expect(cause).toContain('(2026-11-21 11:00–2026-11-22 08:00 UTC)');
  });

  test("that is over, or in another region, isn't mentioned", () => {
    expect(planned(work(noon - 2 * hour, noon - hour)).cause).toContain('nothing is posted, and');
    expect(planned(work(noon + hour, noon + 2 * hour, { here: false })).cause).toContain(
      'nothing is posted, and',
    );
  });
});

describe('A recently resolved incident', () => {
  const over = (minutes: number, more: Partial<PostedIncident> = {}) => ({
    ...page(),
    resolved: [
      { incident: incident('API errors', { status: 'resolved', ...more }), at: noon - minutes * 60_000 },
    ],
  });
  const cause = (changed: Partial<Observations>) => diagnose(observed(changed)).cause;

  test.each<[string, Partial<Observations>]>([
    ['all is well', {}],
    ['the API fails', broken(answer(503))],
    ['the API is silent', broken(failure('headers', 'TIMEOUT'))],
    ['our service cannot use it', { health: health({ intercom: 'unhealthy' }) }],
    ['it was written up since', { page: over(5, { status: 'postmortem' }) }],
    ['nobody looks at our service', { health: { exchange: notRun, reading: null } }],
  ])('is named with its time where %s', (_what, changed) => {
    expect(cause({ page: over(5), ...changed })).toMatch(
      /nothing is posted(?: on its status page)? now; “API errors” was resolved at 11:55 UTC/,
    );
  });

  test("isn't mentioned hours later, or if it was in another region", () => {
    for (const posted of [over(300), over(5, { here: false })]) {
      expect(cause({ page: posted })).toBe(
        'Intercom responds, nothing is posted, and our service is healthy',
      );
    }
  });

  test("is in the status page check's result", () => {
    const { probes } = diagnose(observed({ page: over(5) }));
    expect(probes.find(({ probe }) => probe === 'status_incidents')?.summary).toBe(
      'none now; “API errors” was resolved at 11:55 UTC',
    );
  });

  test('is left out while another one is open', () => {
    const { cause } = diagnose(
      observed({ page: { ...over(5), ...{ open: [incident('Webhooks are late')] } } }),
    );
    expect(cause).not.toContain('API errors');
  });

  test('that is only being monitored still counts as posted, and is described so', () => {
    const watched = page(incident('API errors', { status: 'monitoring' }));
    expect(cause({ page: watched })).toContain('reports “API errors” (a fix is being monitored)');
  });
});

describe('What a diagnosis keeps from the status page', () => {
  const posted = (changed: Partial<Observations>) => diagnose(observed(changed)).posted;

  test('is the number and title of what is posted about the problem', () => {
    const failing = broken(answer(503));
    expect(posted({ ...failing, page: page(incident('Errors on\nthe REST API', { id: '7' })) })).toEqual({
      id: '7',
      title: 'Errors on the REST API',
    });
    expect(posted({ page: page(incident('Fin AI Agent is not answering', { id: '8' })) })?.id).toBe('8');
    const long = `${'Errors on the REST API '.repeat(4).padEnd(98, '.')}🔥🔥`;
    expect(posted({ ...failing, page: page(incident(long)) })?.title?.isWellFormed()).toBe(true);
  });

  test.each([
    ['all is well', {}],
    ['it is posted for another region', { page: page(incident('Errors on the REST API in Australia')) }],
    [
      'what fails is not what is posted',
      { ...broken(answer(503)), page: page(incident('Fin is not answering')) },
    ],
  ])('is nothing if %s', (_what, changed) => {
    expect(posted(changed)).toBeUndefined();
  });
});
