import { describe, expect } from 'vitest';
import { headline, lastEphemeral } from '../support/find-messages.ts';
import { rewrite } from '../support/record.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const publishings = ({ workspace }: Scene) =>
  workspace.calls.filter(({ method }) => method === 'views.publish');

describe.concurrent.each(['socket', 'http'] as const)('The Home tab over %s', (transport) => {
  story('says that nothing is open, what is checked, and how to start', async ({ scene }) => {
    const set = await scene({ transport });
    const shown = await set.home(set.alice);

    expect(shown).toContain('No open incidents');
    expect(shown).toContain("Intercom's API at 127.0.0.1:");
    expect(shown).toContain('While an incident is open, the checks repeat: P1 every 999d');
    expect(shown).toContain('[Declare an incident]');
    expect(shown).toContain('/intercom-incident help');
    expect(shown).not.toContain(set.intercom.token);
  });

  story(
    'declares an incident in the same form, and shows it to that person right after',
    async ({ scene }) => {
      const set = await scene({ transport });
      const { alice, opens, settled, workspace } = set;
      await set.home(set.alice);
      await opens(alice, () => alice.click('home', 'Declare an incident'));
      expect(alice.modal?.title).toBe('Declare an incident');
      await alice.submit({ Title: 'Inbox <is> empty', Severity: 'P1' });
      await settled();

      expect(publishings(set)).toHaveLength(2);
      expect(alice.homeScreen).toContain('*INC-1* [P1] INVESTIGATING: Inbox <is> empty');
      expect(await set.home(set.alice)).toContain('#inc-1-inbox-is-empty · no commander · next update');
      expect(workspace.channel('inc-1-inbox-is-empty').members).toContain('alice');
    },
  );

  story('shows no drill', async ({ scene }) => {
    const set = await scene({ transport });
    await set.type(set.alice, 'drill friday-evening');
    await set.opens(set.alice, () => set.alice.click(lastEphemeral(set.alice), 'Declare'));
    await set.alice.submit({ Title: 'Replies do not go out' });
    await set.settled();

    expect(await set.home(set.alice)).toContain('No open incidents');
  });

  story(
    'shows the postmortem of a finished incident in a view, and sends it as a file',
    async ({ scene }) => {
      const set = await scene({ transport });
      const { alice, opens, settled, workspace } = set;
      const channel = await set.declare();
      await opens(alice, () => alice.click(headline(channel), 'Close'));
      await alice.submit({ Summary: 'It was short' });
      await settled();
      expect(await set.home(set.alice)).toContain('*INC-1* [P1] CLOSED: Conversations not loading');
      await opens(alice, () => alice.click('home', 'Postmortem'));
      await settled();

      expect(alice.screen).toContain('== Postmortem of INC-1 ==');
      expect(alice.screen).toContain('*Summary*\nIt was short\n');
      const direct = workspace.channels.find(({ kind }) => kind === 'im');
      expect(direct?.files.map(({ name }) => name)).toEqual(['postmortem-INC-1.md']);
    },
  );
});

describe.concurrent('The Home tab', () => {
  story('lists many incidents, most severe first, and says how many more there are', async ({ scene }) => {
    const set = await scene();
    await set.declare({ Title: 'The grave one', Severity: 'P1' });
    rewrite(
      set,
      `INSERT INTO incidents (id, seq, title, severity, status, opened_at)
       WITH RECURSIVE n(id) AS (SELECT 2 UNION ALL SELECT id + 1 FROM n WHERE id < 400)
       SELECT id, 1, 'Outage ' || id, 'P3', CASE id % 2 WHEN 1 THEN 'CLOSED' ELSE 'INVESTIGATING' END, 1795269600000 FROM n`,
    );
    const shown = await set.home(set.alice);

    expect(shown).toContain('Open incidents: 201');
    expect(shown.indexOf('The grave one')).toBeLessThan(shown.indexOf('Outage 400'));
    expect(shown).toContain('… and 177 more: `/intercom-incident list`');
    expect(shown).toContain('For an older one, run `/intercom-incident postmortem INC-n`.');
  });

  story('says when a promised update is overdue', async ({ scene }) => {
    const set = await scene();
    await set.declare();
    set.clock.advance(31 * 60_000);
    await set.settled();
    expect(await set.home(set.alice)).toContain('update overdue since');
  });

  story("isn't published when the Messages tab is opened", async ({ scene }) => {
    const set = await scene();
    set.alice.openMessages();
    await set.workspace.idle();
    expect(publishings(set)).toEqual([]);
  });

  story('is published at the next opening if Slack refused it before', async ({ scene }) => {
    const set = await scene();
    set.workspace.faults.add({ method: 'views.publish', answer: { error: 'internal_error' } });
    set.alice.openHome();
    await set.workspace.until(() => publishings(set).length === 1, 'the refused publishing');
    await set.workspace.idle();
    expect(set.alice.home).toBeNull();
    expect(await set.home(set.alice)).toContain('No open incidents');
  });

  story('reports a failed click in a direct message, having no message to reply to', async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const channel = await set.declare();
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Resolve'));
    await set.alice.submit({ 'What fixed it': 'A restart' });
    await set.settled();
    await set.home(set.alice);
    set.workspace.faults.add({ method: 'views.open', answer: { error: 'expired_trigger_id' } });
    await set.alice.click('home', 'Postmortem');
    await set.settled();

    const direct = set.workspace.channels.find(({ kind }) => kind === 'im');
    expect(direct?.posts.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('The form took too long to open.'),
    );
  });
});
