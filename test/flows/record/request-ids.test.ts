import { describe, expect } from 'vitest';
import { events, requestIds } from '../support/record.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const uuid = '3f1c0b9e-7a42-4c3d-9d5e-0123456789ab';
const other = '9a0b1c2d-0000-4000-8000-ffffffffffff';

/** The ids that came after those of the first triage. */
const found = (set: Scene) =>
  events(set, 'request_id_seen')
    .filter(({ body }) => body.source !== 'triage')
    .map(({ body }) => body.requestId);

describe.concurrent.each(['socket', 'http'] as const)('request_ids over %s', (transport) => {
  story.for([
    ['pasted JSON', `Our log: {"type":"error.list","request_id":"${uuid}"}`, uuid],
    ['a JSON body in a code block', `\`\`\`{"request_id": "${uuid}", "errors": []}\`\`\``, uuid],
    ['an ID that begins with req_', 'The gateway says req_8fK2m1Zq0 again', 'req_8fK2m1Zq0'],
    ['words before a UUID', `request id: ${uuid.toUpperCase()}`, uuid],
  ])('are kept from %s', async ([, text, id], { scene }) => {
    const set = await scene({ transport });
    const channel = await set.declare();
    set.alice.post(channel.name, text ?? '');
    await set.settled();

    expect(found(set)).toEqual([id]);
  });
});

describe.concurrent('A request_id', () => {
  story('is kept once, with where and when it was first seen', async ({ scene }) => {
    const set = await scene();
    const { alice, clock, settled, type } = set;
    const channel = await set.declare();
    clock.advance(3 * 60_000);
    const first = alice.post(channel.name, `request id: ${uuid}`);
    await settled();
    clock.advance(60_000);
    alice.post(channel.name, `again request_id=${uuid}`);
    await type(alice, `explain {"request_id":"${uuid}","errors":[{"code":"server_error"}]}`, channel.name);

    const [recorded, ...more] = events(set, 'request_id_seen').filter(({ body }) => body.requestId === uuid);
    expect(more).toEqual([]);
    expect(recorded?.body.where).toBe(
      `https://sandbox.slack.com/archives/${channel.id}/p${first.ts.replace('.', '')}`,
    );
    expect(new Date(recorded?.at ?? 0).toISOString()).toMatch(/^2026-11-21T14:03:0/u);
  });

  story("of a successful request isn't taken from the bot's own edited diagnosis", async ({ scene }) => {
    const set = await scene({ env: { TRIAGE_EVERY: 'P1=2m' } });
    await set.intercom.set({ api: 'unavailable' });
    await set.declare();
    const before = requestIds(set);
    await set.intercom.set({ api: 'healthy' });
    set.clock.advance(2 * 60_000);
    await set.settled();

    expect(before.length).toBeGreaterThan(0);
    expect(requestIds(set)).toEqual(before);
  });

  story('is found in a thread, with a link into the thread', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    const parent = set.alice.post(channel.name, 'What do the logs say?');
    const reply = set.alice.post(channel.name, `req_in_thread_1`, { thread: parent });
    await set.settled();

    expect(events(set, 'request_id_seen').at(-1)?.body).toMatchObject({
      requestId: 'req_in_thread_1',
      where: `https://sandbox.slack.com/archives/${channel.id}/p${reply.ts.replace('.', '')}?thread_ts=${parent.ts}&cid=${channel.id}`,
    });
  });

  story('is found when a message is edited', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    const message = set.alice.post(channel.name, 'I will paste it in a moment');
    await set.settled();
    set.alice.edit(message, `Here: request_id: ${uuid}`);
    await set.settled();

    expect(found(set)).toEqual([uuid]);
  });

  story("is found in an upload's comment", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    set.alice.upload(channel.name, 'gateway.log', '503', `request id: ${uuid}`);
    await set.settled();

    expect(found(set)).toEqual([uuid]);
  });

  story('from every triage is kept, with the name of its probe', async ({ scene }) => {
    const set = await scene();
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare();
    await set.type(set.alice, 'triage', channel.name);

    const given = set.intercom.requests.flatMap(({ requestId }) => requestId ?? []);
    expect(given).toEqual(expect.arrayContaining(requestIds(set)));
    expect(events(set, 'request_id_seen').map(({ body }) => body.where)).toEqual([
      'API /me',
      'API /me again',
      'API search',
      'API without a token',
      'API /me',
      'API /me again',
      'API search',
      'API without a token',
    ]);
  });

  story('from `explain` is kept if that was used in the incident channel', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    const answer = await set.type(set.alice, `explain 503 request id: ${uuid}`, channel.name);

    expect(answer).toContain(`Added to this incident: ${uuid}`);
    expect(events(set, 'request_id_seen').at(-1)?.body).toMatchObject({ requestId: uuid, source: 'explain' });
  });

  story("is kept with its channel's incident, and no other", async ({ scene }) => {
    const set = await scene();
    const one = await set.declare();
    const two = await set.declare({ Title: 'Webhooks are late' });
    set.alice.post(one.name, `request id: ${uuid}`);
    set.alice.post(two.name, `request id: ${other}`);
    await set.settled();

    expect(requestIds(set, 1)).toContain(uuid);
    expect(requestIds(set, 1)).not.toContain(other);
    expect(requestIds(set, 2)).toContain(other);
    expect(requestIds(set, 2)).not.toContain(uuid);
  });

  story("outside incident channels isn't kept", async ({ scene }) => {
    const set = await scene();
    await set.declare();
    set.alice.post('incidents', `request id: ${uuid}`);
    set.alice.post('random', `request id: ${uuid}`);
    await set.settled();

    expect(found(set)).toEqual([]);
  });

  story("isn't found in ordinary words", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    set.alice.post(
      channel.name,
      `Order ${uuid} failed; the request identifies nobody, see req_ or request id`,
    );
    await set.settled();

    expect(found(set)).toEqual([]);
  });

  story('of every kind is in the postmortem, oldest first', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    set.alice.post(channel.name, `request id: ${uuid}`);
    await set.settled();
    set.alice.post(channel.name, 'req_second_2');
    await set.settled();
    const answer = await set.type(set.alice, 'postmortem', channel.name);

    expect(answer).toContain(`**Intercom request_ids:** [${requestIds(set).join(', ')}]`);
    expect(requestIds(set).slice(-2)).toEqual([uuid, 'req_second_2']);
  });
});
