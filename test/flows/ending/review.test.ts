import { describe, expect } from 'vitest';
import { close, review } from '../support/close.ts';
import { botMessages, headline, lastEphemeral, postmortems } from '../support/find-messages.ts';
import { requestIds } from '../support/record.ts';
import { story } from '../support/story.ts';

const minute = 60_000;

describe.concurrent.each(['socket', 'http'] as const)('The postmortem over %s', (transport) => {
  story('is posted once at the close, as a file filled in from the record', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, bob, clock, intercom, settled } = set;
    await intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Impact: 'Nothing loads' });
    clock.advance(5 * minute);
    await bob.click(headline(channel), 'Take command');
    await settled();
    clock.advance(25 * minute);
    await settled();
    clock.advance(20 * minute);
    await set.opens(alice, () => alice.click(headline(channel), 'Resolve'));
    await alice.submit({ 'What fixed it': 'Intercom recovered' });
    await settled();
    clock.advance(10 * minute);
    const content = await close(set, channel, review);

    expect(postmortems(channel).map(({ name }) => name)).toEqual(['postmortem-INC-1.md']);
    expect(botMessages(channel, 'Postmortem of INC-1: Conversations not loading')).toHaveLength(1);
    expect(content.split('\n')).toEqual([
      '## Incident: Intercom API outage',
      '**Date:** 2026-11-21 14:00 - 14:50 UTC',
      '**Duration:** 0 hours 50 minutes',
      '**Severity:** P1',
      `**Intercom request_ids:** [${requestIds(set).join(', ')}]`,
      '',
      '### Summary',
      'Intercom answered 503 to all API calls.',
      '',
      '### Timeline',
      '- 14:00 - First alert: Conversations not loading (declared P1 by alice). Impact: Nothing loads',
      "- 14:00 - Triage: Intercom's API returns 503; nothing is posted on its status page yet. Whose problem: Intercom (high confidence)",
      '- 14:05 - Commander: bob took command',
      '- 14:30 - Reminder: update due',
      '- 14:50 - Resolution: Intercom recovered (alice)',
      '- 15:00 - Closed by alice',
      '',
      '### Root Cause',
      'An outage of the Intercom REST API',
      '',
      '### Impact',
      '- Conversations affected: 412',
      '- Users unable to reach support: 97',
      '- Duration of degraded service: 50m',
      '',
      '### Action Items',
      '- [ ] Warm the cache every hour - Bob - 2026-12-01',
      '- [ ] Alert on 5xx - Carol - no due date yet',
      '- [ ] Write it up - no owner yet - no due date yet',
      '',
      '### People',
      '- Commander: bob',
      '- Participants: alice',
      '',
    ]);
  });

  story('is named by the title, and marks the form texts that nobody edited', async ({ scene }) => {
    const set = await scene({ transport });
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare();
    set.clock.advance(30 * minute);
    await set.intercom.set({ api: { kind: 'healthy', conversations: 412 } });
    const content = await close(set, channel);

    expect(content).toContain('## Incident: Intercom Conversations not loading\n');
    expect(content).toContain('- Conversations affected: 412 (estimate, not confirmed)\n');
    expect(content).toMatch(/### Root Cause\nIntercom's API returns 503.*\n\n\*This is .*in triage's words/);
  });

  story("doesn't mark what a person wrote", async ({ scene }) => {
    const set = await scene({ transport });
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare();
    set.clock.advance(30 * minute);
    const content = await close(set, channel, {
      'Root cause': 'A bad deploy',
      'Conversations affected': '7',
    });

    expect(content).toContain('### Root Cause\nA bad deploy\n\n### Impact\n- Conversations affected: 7\n');
  });

  story('claims no impact for an incident without a duration', async ({ scene }) => {
    const set = await scene({ transport });
    await set.intercom.set({ api: { kind: 'healthy', conversations: 412 } });
    const content = await close(set, await set.declare());

    expect(content).toContain('- Conversations affected: Not recorded\n');
    expect(content).toContain('- Duration of degraded service: 0m\n');
  });

  story('says "Not recorded" wherever nothing was filled in', async ({ scene }) => {
    const set = await scene({ transport });
    const content = await close(set, await set.declare(), { 'Conversations affected': '' });

    const after = (heading: string) => content.split('\n')[content.split('\n').indexOf(heading) + 1];
    expect(['### Summary', '### Root Cause', '### Action Items'].map(after)).toEqual([
      'Not recorded',
      'Not recorded',
      'Not recorded',
    ]);
    expect(content).toContain(
      '- Conversations affected: Not recorded\n- Users unable to reach support: Not recorded\n',
    );
  });

  story(
    'is shown again by `postmortem INC-1` in any channel, and sent as a file in a direct message',
    async ({ scene }) => {
      const set = await scene({ transport });
      const { carol, type, workspace } = set;
      const content = await close(set, await set.declare(), review);
      const answer = await type(carol, 'postmortem INC-1', 'random');
      const [file] = await workspace.until(
        () => workspace.channel(workspace.channels.find(({ kind }) => kind === 'im')?.id ?? '').files,
        'the file in the direct message',
      );

      expect(lastEphemeral(carol).text).toBe(answer);
      expect(answer).toContain('## Incident: Intercom API outage');
      expect(workspace.read(lastEphemeral(carol))).toContain('# Incident: Intercom API outage');
      expect(workspace.read(lastEphemeral(carol))).not.toMatch(/##|\*\*/);
      expect(file).toMatchObject({ name: 'postmortem-INC-1.md', content });
      expect(workspace.channel('random').posts).toEqual([]);
    },
  );
});
