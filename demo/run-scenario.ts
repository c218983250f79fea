import type { ChannelSnapshot, MessageSnapshot } from '../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Harness } from './harness.ts';
import type { Scenario } from './scenarios.ts';

/** Where the story is told: a narrator's line, or what is on someone's screen. */
export type Teller = { say(line: string): void; show(screen: string): void };

const minute = 60_000;

/**
 * Plays one outage from declaration to postmortem through the real bot, as four people would. Returns the channel.
 * Where people would wait, the clock is moved; nothing here waits itself.
 */
export async function runScenario(
  stage: Harness,
  scenario: Scenario,
  tell: Teller,
): Promise<ChannelSnapshot> {
  const { workspace, intercom, clock } = stage;
  const alice = workspace.person('alice');
  const bob = workspace.person('bob');
  await intercom.set(scenario.breaks);

  tell.say(
    `Alice notices the outage and types: /intercom-incident open ${scenario.severity} ${scenario.title}`,
  );
  await alice.command('/intercom-incident', `open ${scenario.severity} ${scenario.title}`, { in: 'general' });
  await workspace.until(() => alice.modal, 'the declare modal');
  await alice.fill({ Impact: scenario.impact });
  tell.show(alice.screen ?? '');
  await alice.submit();
  const channel = await workspace.until(
    () => workspace.channels.find(({ name }) => name.startsWith('inc-1-')),
    'the incident channel',
  );
  await workspace.until(() => headline(channel).pinned && diagnosis(channel), 'headline and diagnosis');
  await workspace.idle();
  tell.say('The bot opens the channel, posts the headline, runs triage, and says whose problem it is:');
  tell.show(workspace.transcript(channel.name));

  tell.say('Three minutes later Bob takes command and follows the first step:');
  clock.advance(3 * minute);
  await bob.click(headline(channel), 'Take command');
  if (hasSteps(diagnosis(channel)))
    await bob.choose(diagnosis(channel), 'tick_step', 'Done', { occurrence: 1 });
  await workspace.idle();

  tell.say(
    'Alice pastes a log line and pins it. The message goes on the timeline, and its request_id is collected:',
  );
  clock.advance(5 * minute);
  const requestId = intercom.requests.findLast((request) => request.requestId)?.requestId ?? 'none';
  const pasted = await alice.post(channel.name, scenario.message.replace('REQUEST_ID', requestId));
  await alice.pin(pasted);
  await workspace.idle();

  tell.say('Bob runs triage again:');
  clock.advance(4 * minute);
  await intercom.set(scenario.turns);
  await bob.click(headline(channel), 'Run triage');
  const second = await workspace.until(
    () => channel.posts.filter(({ text }) => text.startsWith('Whose problem:'))[1],
    'the second diagnosis',
  );
  await workspace.idle();
  tell.show(second.text.split('\n').slice(0, 5).join('\n'));

  tell.say('The update is due, and the bot reminds Bob:');
  const promised = scenario.severity === 'P1' ? 30 : 60;
  clock.advance((promised - 12) * minute);
  const reminder = await workspace.until(
    () => channel.posts.find(({ buttons }) => buttons.includes('Snooze 15 min')),
    'the reminder',
  );
  tell.show(workspace.transcript(channel.name).split('\n').slice(-4).join('\n'));
  await bob.click(reminder, 'Post update');
  await workspace.until(() => bob.modal, 'the update modal');
  await bob.fill(scenario.update);
  tell.say(
    'Bob posts the update. His form shows the time in his zone, New York; channels are printed in UTC:',
  );
  tell.show(bob.screen ?? '');
  await bob.submit();
  await workspace.idle();

  tell.say("It's over. Bob resolves the incident and closes it with the details for the postmortem:");
  clock.advance(20 * minute);
  await intercom.set(scenario.mends);
  await bob.command('/intercom-incident', 'resolve', { in: channel.name });
  await workspace.until(() => bob.modal, 'the resolve modal');
  await bob.submit({ 'What fixed it': scenario.close['What fixed it'] ?? '' });
  await workspace.idle();
  clock.advance(2 * minute);
  await bob.click(headline(channel), 'Close');
  await workspace.until(() => bob.modal, 'the close modal');
  await bob.fill(scenario.close);
  tell.show(bob.screen ?? '');
  await bob.submit();
  await workspace.until(() => channel.files[0], 'the postmortem');
  await workspace.idle();
  return channel;
}

/** The bot's one pinned message. */
function headline(channel: ChannelSnapshot): MessageSnapshot {
  const found = channel.messages.find(({ text }) => /^\[P\d\] INCIDENT/.test(text));
  if (!found) throw new Error('The channel has no headline.');
  return found;
}

function diagnosis(channel: ChannelSnapshot): MessageSnapshot {
  const found = channel.messages.find(({ text }) => text.startsWith('Whose problem:'));
  if (!found) throw new Error('The channel has no diagnosis.');
  return found;
}

const hasSteps = (message: MessageSnapshot): boolean =>
  JSON.stringify(message.blocks).includes('"tick_step"');
