import { describe, expect } from 'vitest';
import type { MessageSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { headline, lastEphemeral } from '../support/find-messages.ts';
import { declarePrivately } from '../support/private/privately.ts';
import { rewrite } from '../support/record.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

/** Presses a button of the last answer that this person alone has seen, and returns what is there instead. */
async function turn(set: Scene, label: string): Promise<string> {
  await set.alice.click(lastEphemeral(set.alice), label);
  await set.settled();
  return lastEphemeral(set.alice).text;
}

/** The message that came with the postmortem. */
function postmortemOf(posts: readonly MessageSnapshot[]): MessageSnapshot {
  const found = posts.find(({ text }) => text.startsWith('Postmortem of INC-'));
  if (!found) throw new Error('There is no postmortem.');
  return found;
}

/** The numbers of the incidents in an answer. */
const named = (text: string): number[] => [...text.matchAll(/INC-(\d+)\*/gu)].map(([, n]) => Number(n));

describe.concurrent.each(['socket', 'http'] as const)('Finding an incident over %s', (transport) => {
  story('shows each with where the words stand, its channel, and its postmortem', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, opens, settled, type } = set;
    const channel = await set.declare({ Title: 'Inbox hangs' });
    await set.declare({ Title: 'Webhooks are late', Severity: 'P4' });
    await type(alice, 'note The <gateway> was restarted', channel.name);
    const found = await type(alice, 'find gateway restart', 'random');
    expect(found).toContain(`*INC-1* [P1] INVESTIGATING: Inbox hangs <#${channel.id}>`);
    expect(found).toMatch(/\n#\d+: The &lt;gateway&gt; was restarted$/u);

    await opens(alice, () => alice.click(headline(channel), 'Close'));
    await alice.submit({ 'Root cause': 'An expired certificate' });
    await settled();
    expect(await type(alice, 'find certificate P1 since:1d', 'random')).toContain(
      'Root cause: An expired certificate',
    );
    await opens(alice, () => alice.click(lastEphemeral(alice), 'Postmortem'));
    expect(alice.screen).toContain('== Postmortem of INC-1 ==');
    await opens(alice, () => alice.click(postmortemOf(channel.posts), 'Edit postmortem'));
    await alice.submit({ Lessons: 'Renew it by itself' });
    await settled();
    expect(await type(alice, 'find renew', 'random')).toContain('Lessons: Renew it by itself');
    await type(alice, 'todo Page someone for expiry', channel.name);
    await type(alice, 'todos', channel.name);
    await opens(alice, () => alice.click(lastEphemeral(alice), 'Edit', { occurrence: 2 }));
    await alice.submit({ What: 'Page someone a month before' });
    await settled();
    expect(await type(alice, 'find month', 'random')).toContain('Action item: Page someone a month before');
    expect(await type(alice, 'find certificate P4')).toContain(
      'Nothing found. Try fewer words or filters, or see all incidents with `/intercom-incident list`.',
    );
    expect(await type(alice, 'find certificate owner:me')).toBe(
      '"owner:me" isn\'t understood. Use owner:intercom, owner:ours, owner:nobody, or owner:unknown.',
    );
    expect(await type(alice, 'find certificate ownr:intercom')).toBe(
      '"ownr:intercom" isn\'t a filter. Filters are P1, status:open, since:30d, owner:intercom, and code:token_revoked. To look for words, put them in quotes.',
    );
    expect(await type(alice, 'find certificate code:---')).toBe(
      '"code:---" isn\'t understood. Use an error code, such as code:token_revoked.',
    );
    expect(await type(alice, 'find certificate status:ended')).toBe(
      '"status:ended" isn\'t understood. Use status:open, status:monitoring, status:resolved, status:closed, or status:cancelled.',
    );
    expect(await type(alice, 'find certificate since:ever')).toBe(
      '"since:ever" isn\'t understood. Use a time span or a day, such as since:24h, since:30d, or since:2026-11-01.',
    );
  });

  story('works in the Home tab too, page by page', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, opens, settled, workspace } = set;
    for (let n = 1; n <= 10; n += 1) await set.declare({ Title: `Inbox hangs ${n}`, Severity: 'P3' });
    alice.openHome();
    await workspace.until(() => alice.home, 'the Home tab');
    await opens(alice, () => alice.click('home', 'Find an incident'));
    await alice.submit({ Words: '***' });
    expect(alice.screen).toContain('That has no letters or digits. Type a word to look for.');
    await alice.submit({ Words: 'inbox P3' });
    await settled();
    expect(alice.screen).toContain('INC-10');
    expect(alice.screen).not.toContain('INC-2*');
    await alice.click('modal', 'Older');
    await settled();
    expect(named(alice.screen ?? '')).toEqual([2, 1]);
    await alice.click('modal', 'Newer');
    await settled();
    expect(named(alice.screen ?? '')).toHaveLength(8);
  });

  story('shows the postmortem of a closed one over what was found, which stays there', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, opens, settled } = set;
    const channel = await set.declare({ Title: 'Inbox hangs' });
    await opens(alice, () => alice.click(headline(channel), 'Close'));
    await alice.submit({ 'Root cause': 'An expired certificate' });
    await settled();
    await opens(alice, () => alice.command('/intercom-incident', 'find', { in: 'random' }));
    await alice.submit({ Words: 'certificate' });
    await settled();
    await alice.click('modal', 'Postmortem');
    await settled();
    expect(alice.screen).toContain('== Postmortem of INC-1 ==');
    await alice.dismiss();
    expect(alice.screen).toContain('Root cause: An expired certificate');
  });
});

describe.concurrent('What is found', () => {
  story('comes in pages, newest first, and the list as well', async ({ scene }) => {
    const set = await scene();
    await set.declare({ Title: 'The first' });
    rewrite(
      set,
      `INSERT INTO incidents (id, seq, searched, title, severity, status, opened_at)
       WITH RECURSIVE n(id) AS (SELECT 2 UNION ALL SELECT id + 1 FROM n WHERE id < 45)
       SELECT id, 0, 0, 'Outage ' || id, CASE id % 2 WHEN 1 THEN 'P3' ELSE 'P1' END, CASE id % 2 WHEN 1 THEN 'CLOSED' ELSE 'INVESTIGATING' END, 1795269600000 FROM n`,
    );
    expect(named(await set.type(set.alice, 'list')).slice(0, 2)).toEqual([45, 44]);
    expect(named(await turn(set, 'Older')).slice(0, 2)).toEqual([25, 24]);
    expect(named(await turn(set, 'Older'))).toEqual([5, 4, 3, 2, 1]);
    expect(named(await turn(set, 'Newer')).slice(0, 2)).toEqual([25, 24]);
    rewrite(set, "UPDATE incidents SET private_to = '[]' WHERE id < 6");
    expect(await turn(set, 'Older')).toContain('There are no older ones.');
    rewrite(set, 'UPDATE incidents SET private_to = NULL WHERE id < 6');
    expect(named(await set.type(set.alice, 'list open P1')).slice(0, 2)).toEqual([44, 42]);
    expect(await set.type(set.alice, 'list slow')).toBe(
      '"slow" isn\'t a filter. Use open, closed, P1, since:30d, owner:intercom, or code:token_revoked. To look for words, use `find`.',
    );
  });

  story('names no private incident to who is no member, and to members all of it', async ({ scene }) => {
    const set = await scene();
    await declarePrivately(set);
    const nothing = await set.type(set.bob, 'find keys nowhere');
    expect(await set.type(set.bob, 'find keys leaked')).toBe(nothing.replace('keys nowhere', 'keys leaked'));
    expect(await set.type(set.bob, 'list P1 since:30d')).not.toContain('INC-1');
    expect(await set.type(set.alice, 'find keys leaked')).toContain('INC-1');
  });

  story('opens its form if nothing was typed', async ({ scene }) => {
    const set = await scene();
    await set.declare({ Title: 'Inbox hangs' });
    await set.opens(set.alice, () => set.alice.command('/intercom-incident', 'find', { in: 'random' }));
    await set.alice.submit({ Words: 'hangs' });
    expect(set.alice.screen).toContain('INC-1');
  });
});
