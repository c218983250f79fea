import { describe, expect } from 'vitest';
import { details, diagnoses, diagnosis, facts, headline, lastEphemeral } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { events } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;

/** The five lines that every verdict begins with. */
const verdict = (text: string): string[] => text.split('\n').slice(0, 5);

const unposted = [
  'Whose problem: Intercom',
  "Cause: Intercom's API returns 503; nothing is posted on its status page yet",
  'Do now: Serve cached data, retry with backoff, keep the request_ids',
  'Confidence: high',
  'Suggested severity: P1',
];

/** Runs triage for one person, outside any incident, and waits for what they are shown. */
async function ask(set: Scene): Promise<string> {
  const before = set.carol.ephemerals().length;
  await set.carol.command(command, 'triage', { in: 'random' });
  const shown = await set.workspace.until(() => set.carol.ephemerals()[before + 1], 'the private diagnosis');
  return shown.text;
}

describe.concurrent.each(['socket', 'http'] as const)('Triage over %s', (transport) => {
  story('is posted and recorded in an incident channel, by command and by button', async ({ scene }) => {
    const set = await scene({ transport });
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare();
    expect(await set.type(set.alice, 'triage', channel.name)).toBe(
      'INC-1: running the checks. The diagnosis will appear in the channel.',
    );
    await set.alice.click(headline(channel), 'Run triage');
    await set.settled();

    expect(diagnoses(channel).map(({ text }) => verdict(text))).toEqual([unposted, unposted, unposted]);
    expect(events(set, 'diagnosed').map(({ body }) => body.changed)).toEqual([true, false, false]);
  });

  story('outside an incident is shown only to whoever asked, and nothing is recorded', async ({ scene }) => {
    const set = await scene({ transport });
    await set.intercom.set({ api: 'unavailable' });
    const before = picture(set);

    expect(verdict(await ask(set))).toEqual(unposted);
    expect(lastEphemeral(set.carol).buttons).toEqual([]);
    expect(JSON.stringify(lastEphemeral(set.carol).blocks)).not.toContain('tick_step');
    expect(picture(set)).toEqual(before);
  });
});

describe.concurrent('A diagnosis', () => {
  story('says what each probe saw, and lists the questions with their answers', async ({ scene }) => {
    const set = await scene();
    await set.intercom.set({ api: 'unavailable', status: 'api_outage' });
    const { text } = details(await set.declare());

    const [, probes = '', trail = ''] = text.split('\n\n');
    const ids = events(set, 'request_id_seen').map(({ body }) => body.requestId);
    expect(probes.split('\n').map((line) => line.replace(/\d+ ms/u, 'n ms'))).toEqual([
      `API /me: 503 service_unavailable · n ms · request_id ${ids[0]}`,
      `API /me again: 503 service_unavailable, 2 of 2 failed · n ms · request_id ${ids[1]}`,
      `API search: 503 service_unavailable, 2 of 2 failed · n ms · request_id ${ids[2]}`,
      `API without a token: 503 service_unavailable · n ms · request_id ${ids[3]}`,
      'Status page: major (Service disruption) · n ms',
      'Open incidents: “Errors on the REST API” (investigating, major, affects the API) · n ms',
      'Rate limit: no rate-limit headers in the response',
      'Our health endpoint: healthy · n ms',
    ]);
    expect(trail.split('\n').map((line) => line.replace(/\d+ ms/u, 'n ms'))).toEqual([
      'Do identical API requests give different results? No: 3 of 3 failed',
      'Does /me work with our token? No: 503 service_unavailable after n ms, 3 of 3 failed',
      "Did Intercom's API respond? Yes: 503 service_unavailable after n ms",
      'Is it a server error (5xx or 408)? Yes: 503 service_unavailable after n ms',
      "Does search work while /me doesn't? No: searches: 2 of 2 failed",
      'Could a posted incident explain it? Yes: “Errors on the REST API” is posted',
      'Is it scheduled maintenance? No: “Errors on the REST API” (major)',
    ]);
  });

  story('says how much of the rate limit is left', async ({ scene }) => {
    const set = await scene();

    expect(details(await set.declare()).text).toContain('\nRate limit: 1666 of 1667 left\n');
  });

  story('fills in Cause and Action in the headline, and keeps them up to date', async ({ scene }) => {
    const set = await scene();
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare();
    expect(facts(channel)).toMatchObject({
      Cause: "Intercom's API returns 503; nothing is posted on its status page yet",
      Action: 'Serve cached data, retry with backoff, keep the request_ids',
    });
    await set.intercom.set({ status: 'api_outage' });
    await set.type(set.alice, 'triage', channel.name);

    expect(facts(channel).Cause).toBe(
      "Intercom's API returns 503; its status page reports “Errors on the REST API”",
    );
  });

  story("leaves a person's own Cause and Action alone", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Post update'));
    await set.alice.submit({ Cause: 'A bad deployment', Action: 'Rolling back' });
    await set.settled();
    await set.intercom.set({ api: 'unavailable' });
    await set.type(set.alice, 'triage', channel.name);

    expect(verdict(diagnosis(channel).text)).toEqual(unposted);
    expect(facts(channel)).toMatchObject({ Cause: 'A bad deployment', Action: 'Rolling back' });
  });

  story('that finds nothing wrong fills in nothing', async ({ scene }) => {
    const channel = await (await scene()).declare();

    expect(verdict(diagnosis(channel).text)).toEqual([
      "Whose problem: Nobody's",
      'Cause: Intercom responds, nothing is posted, and our service is healthy',
      'Do now: Keep watching; if reports continue, check individual users and webhooks',
      'Confidence: high',
      'Suggested severity: none',
    ]);
    expect(facts(channel)).toMatchObject({ Cause: 'Not known yet', Action: 'Not known yet' });
  });

  story('is on the timeline only if it changed', async ({ scene }) => {
    const set = await scene();
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare();
    await set.type(set.alice, 'triage', channel.name);
    await set.intercom.set({ api: 'healthy' });
    await set.type(set.alice, 'triage', channel.name);
    const record = await set.type(set.alice, 'timeline', channel.name);

    expect(record.match(/Triage: .*?\. Whose problem: [\w']+/gu)).toEqual([
      "Triage: Intercom's API returns 503; nothing is posted on its status page yet. Whose problem: Intercom",
      "Triage: Recovered: Intercom responds, nothing is posted, and our service is healthy; last failure at 14:00 UTC. Whose problem: Nobody's",
    ]);
    expect(record.match(/Triage started by/gu)).toHaveLength(2);
  });

  story(
    'has a checklist: a tick says who and when, is on the timeline, and can be undone',
    async ({ scene }) => {
      const set = await scene();
      const { alice, bob, clock, settled, type, workspace } = set;
      await set.intercom.set({ api: 'token_revoked', health: 'intercom_down' });
      const channel = await set.declare();
      clock.advance(7 * minute);
      await bob.choose(diagnosis(channel), 'tick_step', 'Done', { occurrence: 2 });
      await settled();
      expect(workspace.read(diagnosis(channel))).toContain('Done by @bob, today at 14:07');
      expect(diagnoses(channel)).toHaveLength(1);
      await bob.choose(diagnosis(channel), 'tick_step', null, { occurrence: 2 });
      await settled();

      expect(workspace.read(diagnosis(channel))).not.toContain('Done by');
      const lines = (await type(alice, 'timeline', channel.name)).split('\n').slice(-2);
      expect(lines.map((line) => line.replace(/^.*\|(\d\d:\d\d UTC)> {2}/u, '$1 '))).toEqual([
        expect.stringMatching(/^14:07 UTC Mitigation: Generate a new token in the Developer Hub .*\(.*\)$/u),
        expect.stringMatching(
          /^14:07 UTC Mitigation undone: Generate a new token in the Developer Hub .*\(.*\)$/u,
        ),
      ]);
    },
  );

  story(
    'of a 401 lists the steps of a token rotation, with commands and what to do without access',
    async ({ scene }) => {
      const set = await scene();
      await set.intercom.set({ api: 'token_revoked' });
      const shown = set.workspace.read(details(await set.declare()));

      const steps = [
        'Verify the token',
        'Generate a new token',
        'Update the secret manager',
        'Restart the integration',
      ];
      expect(steps.map((step) => shown.indexOf(`*${step}`))).toEqual(
        steps.map((step) => shown.indexOf(`*${step}`)).toSorted((a, b) => a - b),
      );
      expect(steps.filter((step) => !shown.includes(`*${step}`))).toEqual([]);
      expect(shown).toContain('aws secretsmanager put-secret-value');
      expect(shown).toContain(
        "If you don't have access to the Developer Hub, ask an Intercom workspace admin",
      );
    },
  );
});

describe.concurrent('Without INTERCOM_ACCESS_TOKEN', () => {
  story('triage says so and how to set it, and runs the checks that need none', async ({ scene }) => {
    const set = await scene({ env: { INTERCOM_ACCESS_TOKEN: '' } });
    await set.intercom.set({ status: 'api_outage' });
    const channel = await set.declare();
    const { text } = details(channel);

    expect(verdict(diagnosis(channel).text)).toEqual([
      'Whose problem: Cannot tell',
      "Cause: Intercom reports “Errors on the REST API”; this bot has no Intercom token, so it can't tell whether the API is affected",
      'Do now: Follow the posted incident, set INTERCOM_ACCESS_TOKEN, run triage again',
      'Confidence: medium',
      'Suggested severity: P3',
    ]);
    expect(text).toContain(
      "API /me: INTERCOM_ACCESS_TOKEN isn't set: add it to the environment or .env, then restart",
    );
    expect(text).toContain('Open incidents: “Errors on the REST API”');
    expect(set.workspace.read(details(channel))).toContain("( printf 'Token: '; read -rs T;");
    expect(set.intercom.requests.filter(({ server, token }) => server === 'api' && token !== 'none')).toEqual(
      [],
    );
  });

  story("a failing API is still Intercom's problem", async ({ scene }) => {
    const set = await scene({ env: { INTERCOM_ACCESS_TOKEN: '' } });
    await set.intercom.set({ api: 'unavailable' });

    expect(verdict(diagnosis(await set.declare()).text)).toEqual(unposted);
  });
});
