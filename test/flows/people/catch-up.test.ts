import { describe, expect } from 'vitest';
import { lastEphemeral } from '../support/find-messages.ts';
import { events } from '../support/record.ts';
import { recovered } from '../support/recover.ts';
import { command } from '../support/scene.ts';
import { story } from '../support/story.ts';
import { minute, pass } from '../support/time.ts';

const when = '<!date\\^\\d+\\^\\{date_short_pretty\\} at \\{time\\}\\|\\d\\d:\\d\\d UTC>';

describe.concurrent.each(['socket', 'http'] as const)('Someone who joins late, over %s,', (transport) => {
  story('is shown where things stand, and nobody else sees it', async ({ scene }) => {
    const set = await scene({ transport });
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Commander: 'alice', Impact: 'No chats load' });
    await set.type(set.alice, 'role scribe @alice', channel.name);
    await set.type(set.alice, 'severity P2', channel.name);
    await set.type(set.alice, 'severity P1', channel.name);
    await set.type(set.alice, 'severity P3', channel.name);
    await set.type(set.alice, 'commander @carol', channel.name);
    await pass(set, 5 * minute);
    const count = channel.posts.length;
    set.workspace.person('dave').join(channel.name);
    await set.settled();

    const dave = set.workspace.person('dave');
    expect(lastEphemeral(dave).text.split('\n')).toEqual([
      '*INC-1: Conversations not loading*',
      expect.stringMatching(new RegExp(`^\\*Now:\\* \\[P3\\] INVESTIGATING, declared ${when}$`)),
      expect.stringMatching(/^\*Whose problem:\* Intercom \((high|medium) confidence\): Intercom's API /),
      '*Impact:* No chats load',
      '*Done so far:* nothing recorded',
      expect.stringMatching(/^\*Action \(from triage\):\* Serve cached data, /),
      '*Commander:* <@U00000CAROL> · *Scribe:* <@U00000ALICE>',
      expect.stringMatching(new RegExp(`^\\*Next update:\\* ${when}$`)),
      '*Last changes:*',
      expect.stringMatching(new RegExp(`^• Severity: P1, by <@U00000ALICE>, ${when}$`)),
      expect.stringMatching(new RegExp(`^• Severity: P3, by <@U00000ALICE>, ${when}$`)),
      expect.stringMatching(new RegExp(`^• Commander: <@U00000CAROL>, by <@U00000ALICE>, ${when}$`)),
    ]);
    expect(channel.posts).toHaveLength(count);
  });

  story('shows the cause that people named, and when it really began', async ({ scene }) => {
    const set = await scene({ transport });
    const channel = await set.declare({ Commander: 'alice' });
    await set.type(set.alice, 'cause A bad deploy', channel.name);
    await set.type(set.alice, 'started 13:20', channel.name);
    const lines = (await set.type(set.bob, 'catchup INC-1')).split('\n');
    expect(lines[1]).toMatch(
      new RegExp(`^\\*Now:\\* \\[P1\\] INVESTIGATING, started ${when}, declared ${when}$`),
    );
    expect(lines).toContain('*Cause:* A bad deploy');
  });

  story('reads the names of people whom the bot has just heard of', async ({ scene }) => {
    const set = await scene({ transport });
    const channel = await set.declare({ Commander: 'alice' });
    const dave = set.workspace.person('dave');
    await set.type(dave, 'catchup INC-1');
    await pass(set, 31 * minute);
    let asked = 0;
    // The first look is at whether carol may have the role, later ones are at her name.
    const when = ({ user }: Record<string, unknown>) => user === set.carol.id && ++asked > 1;
    const mend = set.workspace.faults.add({
      method: 'users.info',
      times: 99,
      answer: { error: 'internal_error' },
      when,
    });
    await set.type(set.alice, 'role scribe @carol', channel.name);
    expect(asked).toBeGreaterThan(1);
    mend();
    dave.join(channel.name);
    await set.settled();
    expect(lastEphemeral(dave).text).toMatch(/ Scribe: carol, assigned by alice$/mu);
  });

  story('is briefed once in half an hour, and at any time on request', async ({ scene }) => {
    const set = await scene({ transport });
    const channel = await set.declare({ Commander: 'alice' });
    const dave = set.workspace.person('dave');
    await pass(set, 5 * minute);
    const rejoin = async () => {
      dave.join(channel.name);
      await set.settled();
      dave.remove(channel.name);
    };
    await rejoin();
    await rejoin();
    expect(dave.ephemerals()).toHaveLength(1);
    await set.type(set.alice, 'note Found the deploy', channel.name);
    dave.join(channel.name);
    const answer = await set.type(dave, 'catchup', channel.name);
    expect(answer).toMatch(
      new RegExp(`\\*Since you last looked\\* \\(${when}\\):\n• ${when} Note by alice: Found the deploy$`),
    );
    expect(await set.type(dave, 'catchup', channel.name)).toMatch(
      new RegExp(`\\*Since you last looked\\* \\(${when}\\): nothing new$`),
    );
    dave.remove(channel.name);
    await pass(set, 31 * minute);
    await rejoin();
    expect(events(set, 'caught_up').map(({ body }) => body)).toMatchObject([
      { asked: false },
      { asked: true },
      { asked: true },
      { asked: false },
    ]);
  });
});

describe.concurrent('A brief for someone who joins', () => {
  story("isn't shown to the bot, to guests, or to those added at the declaration", async ({ scene }) => {
    const set = await scene({ env: { ONCALL: 'P1=S000ONCALL1' } });
    const channel = await set.declare({ Commander: 'dave' });
    await pass(set, 5 * minute);
    set.alice.invite(channel.name, 'guest');
    await set.settled();
    expect(events(set, 'caught_up')).toEqual([]);
  });

  story("isn't shown late: an outage of Slack drops it", async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice' });
    await pass(set, 5 * minute);
    const mend = set.workspace.faults.add({
      method: 'chat.postEphemeral',
      times: 9_999,
      answer: { status: 503 },
    });
    const dave = set.workspace.person('dave');
    dave.join(channel.name);
    await set.workspace.until(
      () => set.workspace.calls.some(({ method }) => method === 'chat.postEphemeral'),
      'the first try',
    );
    await set.workspace.idle();
    set.clock.advance(10 * minute);
    mend();
    await recovered(set);
    expect(dave.ephemerals()).toEqual([]);
  });

  story(
    'says what a person did rather than what triage advises, and links what they named',
    async ({ scene }) => {
      const set = await scene();
      await set.intercom.set({ api: 'unavailable' });
      const channel = await set.declare({ Impact: 'No chats load: https://wiki.example.com/a_(b)' });
      await set.type(set.alice, 'action Rolled back, see https://ci.example.com/42', channel.name);
      const answer = await set.type(set.alice, 'catchup', channel.name);
      expect(answer).toContain('*Impact:* No chats load: <https://wiki.example.com/a_(b)>\n');
      expect(answer).toContain('*Done so far:* Rolled back, see <https://ci.example.com/42>\n');
      expect(answer).not.toContain('from triage');
    },
  );

  story('says whose problem it was if the incident is over', async ({ scene }) => {
    const set = await scene();
    await set.intercom.set({ api: 'unavailable' });
    const channel = await set.declare({ Commander: 'alice' });
    await set.intercom.set({ api: 'healthy' });
    await set.type(set.alice, 'triage', channel.name);
    expect(await set.type(set.alice, 'catchup', channel.name)).toContain("*Whose problem:* Nobody's ");
    await set.opens(set.alice, () => set.alice.command(command, 'close', { in: channel.name }));
    await set.alice.submit({});
    await set.settled();
    const answer = await set.type(set.alice, 'catchup INC-1');
    expect(answer).toMatch(/\*Whose problem:\* Intercom \(.* confidence\): Intercom's API returns 503/u);
    expect(answer).not.toContain('*Action (from triage):*');
  });

  story('says how a closed incident ended', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare({ Commander: 'alice' });
    await set.opens(set.alice, () => set.alice.command(command, 'close', { in: channel.name }));
    await set.alice.submit({ 'What fixed it': 'A rollback' });
    await set.settled();
    const answer = await set.type(set.alice, 'catchup INC-1');
    expect(answer).toContain('*Done so far:* A rollback');
    expect(answer).toContain('• Status: CLOSED, by <@U00000ALICE>');
  });
});
