import { describe, expect } from 'vitest';
import { story } from '../support/story.ts';

describe.concurrent('The impact of an incident', () => {
  story(
    'is estimated from Intercom in the close form as a sentence with its query, and confirmed by the person',
    async ({ scene }) => {
      const set = await scene();
      const { alice, intercom, opens, settled } = set;
      await intercom.set({ api: { kind: 'healthy', conversations: 412 } });
      const channel = await set.declare({ Commander: 'alice' });
      set.clock.advance(30 * 60_000);
      await opens(alice, () => alice.command('/intercom-incident', 'close', { in: channel.name }));
      const field = alice.modal?.fields.find(({ label }) => label === 'Conversations affected');

      expect(field?.value).toBe('412');
      expect(JSON.stringify(alice.modal?.blocks)).toContain(
        'Estimate: 412 conversations were started in Intercom from 2026-11-21 14:00 to 14:30 UTC, affected or not. Change it if you know better.',
      );
      expect(alice.screen).toMatch(
        /How it was counted: `POST \/conversations\/search, created_at > \d+ AND created_at < \d+`/u,
      );
      await alice.submit({ 'Conversations affected': '400' });
      await settled();
      expect(channel.files[0]?.content).toContain('- Conversations affected: 400');
    },
  );

  story('is shown in the resolve form too', async ({ scene }) => {
    const set = await scene();
    const { alice, intercom, opens } = set;
    await intercom.set({ api: { kind: 'healthy', conversations: 7 } });
    const channel = await set.declare({ Commander: 'alice' });
    await opens(alice, () => alice.command('/intercom-incident', 'resolve', { in: channel.name }));

    expect(alice.screen).toContain('Estimate: 7 conversations');
  });

  story('is shown from cache, and marked as stale, if Intercom fails later', async ({ scene }) => {
    const set = await scene();
    const { alice, intercom, opens } = set;
    await intercom.set({ api: { kind: 'healthy', conversations: 30 } });
    const channel = await set.declare({ Commander: 'alice' });
    await opens(alice, () => alice.command('/intercom-incident', 'close', { in: channel.name }));
    await alice.dismiss();
    await intercom.set({ api: 'rate_limited' });
    set.clock.advance(5 * 60_000);
    await opens(alice, () => alice.command('/intercom-incident', 'close', { in: channel.name }));

    expect(JSON.stringify(alice.modal?.blocks)).toMatch(
      /Estimate: 30 conversations.*Showing the last good count, from /,
    );
  });

  story(
    "is the one counted at the resolution if Intercom doesn't respond at the close",
    async ({ scene }) => {
      const set = await scene();
      const { alice, clock, intercom, opens } = set;
      await intercom.set({ api: { kind: 'healthy', conversations: 412 } });
      const channel = await set.declare({ Commander: 'alice' });
      clock.advance(30 * 60_000);
      await opens(alice, () => alice.command('/intercom-incident', 'resolve', { in: channel.name }));
      await alice.submit();
      await intercom.set({ api: 'hang' });
      clock.advance(10 * 60_000);
      await opens(alice, () => alice.command('/intercom-incident', 'close', { in: channel.name }));

      const field = alice.modal?.fields.find(({ label }) => label === 'Conversations affected');
      expect(field?.value).toBe('412');
      expect(JSON.stringify(alice.modal?.blocks)).toMatch(
        /Estimate: 412 conversations .*Showing the last good count, from 14:3\d UTC/,
      );
    },
  );

  story("isn't made up if Intercom gives none", async ({ scene }) => {
    const set = await scene();
    const { alice, intercom, opens } = set;
    await intercom.set({ api: 'token_revoked' });
    const channel = await set.declare({ Commander: 'alice' });
    await opens(alice, () => alice.command('/intercom-incident', 'close', { in: channel.name }));

    expect(alice.modal?.fields.find(({ label }) => label === 'Conversations affected')?.value).toBeNull();
    expect(JSON.stringify(alice.modal?.blocks)).toContain('No estimate of conversations affected');
  });
});

describe.concurrent("The text for Intercom's support", () => {
  story('has the facts and request_ids, and no token', async ({ scene }) => {
    const set = await scene();
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Commander: 'alice' });
    const text = await set.type(set.alice, 'support', channel.name);

    expect(text).toMatch(/Intercom-Version: 2\.14/);
    expect(text).toMatch(/HTTP 503, service_unavailable, request_id [0-9a-f-]{36}/);
    expect(text).not.toContain(set.intercom.token);
  });

  story('is available in incident channels only', async ({ scene }) => {
    const set = await scene();
    expect(await set.type(set.alice, 'support')).toContain("This isn't an incident channel");
  });
});
