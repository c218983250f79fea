import { describe, expect } from 'vitest';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import { delivered } from '../support/delivered.ts';
import { lossy, sendInVain } from '../support/faults/sent-in-vain.ts';
import { facts, headline, lastEphemeral } from '../support/find-messages.ts';
import { events } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const restricted = { ...lossy, env: { RESPONDERS: 'S000ONCALL1' } };

/** What bob types in the incident's channel meanwhile. */
async function bobTypes(set: Scene, channel: ChannelSnapshot, text: string): Promise<void> {
  await delivered(set, 'bob', channel).command(command, text, { in: channel.name });
  await set.settled();
}

/** Alice declares a P1, and the answer gets lost. */
async function declaredInVain(set: Scene): Promise<ChannelSnapshot> {
  await set.opens(set.alice, () => set.alice.command(command, 'open'));
  await sendInVain(set, { Title: 'One', Severity: 'P1', Commander: 'alice' });
  return set.workspace.channel('inc-1-one');
}

/** Alice opens the form behind a button of a new incident and sends it in vain. */
async function inVain(set: Scene, label: string, filled: Parameters<typeof sendInVain>[1], severity = 'P1') {
  const channel = await set.declare({ Severity: severity });
  await set.opens(set.alice, () => set.alice.click(headline(channel), label));
  await sendInVain(set, filled);
  return channel;
}

describe.concurrent('A declaration that is corrected twice', () => {
  story('keeps the severity and commander that someone else set meanwhile', async ({ scene }) => {
    const set = await scene(lossy);
    const channel = await declaredInVain(set);
    await bobTypes(set, channel, 'severity P3');
    await bobTypes(set, channel, 'commander @bob');
    await sendInVain(set, { Title: 'Two' });
    expect(await set.alice.submit({ Title: 'Three' })).toEqual({ closed: true });
    await set.settled();

    expect(channel.topic).toBe('[P3] INC-1: Three');
    expect(facts(channel).Commander).toBe('<@U000000BOB1>');
  });

  story('keeps the impact that someone else wrote, and says so', async ({ scene }) => {
    const set = await scene(lossy);
    const channel = await declaredInVain(set);
    const bob = delivered(set, 'bob', channel);
    await set.opens(bob, () => bob.click(headline(channel), 'Post update'));
    await bob.submit({ Impact: 'Many agents' });
    await set.settled();
    expect(await set.alice.submit({ Title: 'Two' })).toEqual({ closed: true });
    await set.settled();

    expect(facts(channel).Impact).toBe('Many agents');
    expect(lastEphemeral(set.alice).text).toMatch(/changed the impact.*That stands\./u);
  });

  story('needs no responder unless the severity is what is corrected', async ({ scene }) => {
    const set = await scene(restricted);
    await set.opens(set.alice, () => set.alice.command(command, 'open'));
    await sendInVain(set, { Title: 'One', Severity: 'P1' });
    const channel = set.workspace.channel('inc-1-one');
    await bobTypes(set, channel, 'severity P3');
    await sendInVain(set, { Title: 'Two' });

    expect(await set.alice.submit({ Title: 'Three' })).toEqual({ closed: true });
  });
});

describe.concurrent('A corrected form', () => {
  story('reports the status that someone else posted if only the impact is corrected', async ({ scene }) => {
    const set = await scene(lossy);
    const channel = await inVain(set, 'Post update', { Status: 'IDENTIFIED', Impact: 'All agents' });
    const bob = delivered(set, 'bob', channel);
    await set.opens(bob, () => bob.click(headline(channel), 'Post update'));
    await bob.submit({ Status: 'MONITORING', Impact: 'Many agents' });
    await set.settled();
    expect(await set.alice.submit({ Impact: 'Agents in the EU' })).toEqual({ closed: true });
    await set.settled();

    expect(facts(channel)).toMatchObject({ Status: 'MONITORING', Impact: 'Agents in the EU' });
    expect(lastEphemeral(set.alice).text).toContain('What you just sent counts');
    expect(lastEphemeral(set.alice).text).toContain('What they wrote stands: Status.');
    expect(lastEphemeral(set.alice).text).toContain('Yours replaced their Impact: "Many agents"');
  });

  story('of an update ends with what was submitted last, even if that is empty', async ({ scene }) => {
    const set = await scene(lossy);
    await inVain(set, 'Post update', { Impact: 'All agents', Action: 'Restarting' });
    await sendInVain(set, { Action: 'Rolling back' });
    expect(await set.alice.submit({ Impact: null })).toEqual({ closed: true });
    await set.settled();

    expect(events(set, 'update_posted').at(-1)?.body).toMatchObject({
      impact: null,
      action: 'Rolling back',
    });
  });

  story('keeps the severity that someone else set if only the reason is corrected', async ({ scene }) => {
    const set = await scene(lossy);
    const filled = { Severity: 'P2', Why: 'Some agnets' };
    const channel = await inVain(set, 'Change severity', filled, 'P3');
    await bobTypes(set, channel, 'severity P1 all of them');
    expect(await set.alice.submit({ Why: 'Some agents' })).toEqual({ closed: true });
    await set.settled();

    expect(facts(channel).title).toContain('[P1]');
    expect(events(set, 'note_added').at(-1)?.body.text).toBe('Why the severity was set to P2: Some agents');
  });
});

describe.concurrent.each([
  ['Resolve', { 'What fixed it': 'A restrat' }, { 'What fixed it': 'A restart' }],
  ['Close', { Summary: 'ovre' }, { Summary: 'over' }],
])('The form %s whose response was lost', (label, first, corrected) => {
  story("says who reopened the incident if it's corrected after that", async ({ scene }) => {
    const set = await scene(lossy);
    const channel = await inVain(set, label, first);
    await bobTypes(set, channel, 'reopen it is back');
    const before = events(set);
    const answer = await set.alice.submit(corrected);
    await set.settled();

    expect(JSON.stringify(answer)).toMatch(
      /INC-1 was reopened by Bob[^.]* after this form was submitted\. Nothing was changed\. .*close this form/iu,
    );
    expect(events(set)).toEqual(before);
    expect(facts(channel).Status).toBe('INVESTIGATING');
  });
});

describe.concurrent('A form that was accepted and is submitted again', () => {
  story('unchanged is accepted even if its commander has been deactivated since', async ({ scene }) => {
    const set = await scene(lossy);
    await set.opens(set.alice, () => set.alice.command(command, 'open'));
    await sendInVain(set, { Title: 'One', Severity: 'P1', Commander: 'bob' });
    set.workspace.person('bob').deactivate();
    await set.settled();

    expect(await set.alice.submit()).toEqual({ closed: true });
    await set.settled();
    expect(lastEphemeral(set.alice).text).toContain('Nothing was done twice');
  });

  story('with another title counts even if its commander has been deactivated since', async ({ scene }) => {
    const set = await scene(lossy);
    await set.opens(set.alice, () => set.alice.command(command, 'open'));
    await sendInVain(set, { Title: 'One', Severity: 'P1', Commander: 'bob' });
    set.workspace.person('bob').deactivate();
    await set.settled();

    expect(await set.alice.submit({ Title: 'Two' })).toEqual({ closed: true });
    await set.settled();
    expect(events(set, 'declaration_corrected').at(-1)?.body.title).toBe('Two');
  });

  story('unchanged is accepted even if its sender has lost the permission since', async ({ scene }) => {
    const set = await scene(restricted);
    const channel = await set.declare({ Commander: 'alice' });
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Resolve'));
    await sendInVain(set, { 'What fixed it': 'A restart' });
    await bobTypes(set, channel, 'commander @bob');

    expect(await set.alice.submit()).toEqual({ closed: true });
    await set.settled();
    expect(lastEphemeral(set.alice).text).toContain('Nothing was done twice');
  });
});
