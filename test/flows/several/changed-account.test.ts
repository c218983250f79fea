import { expect, test, vi } from 'vitest';
import { freshDatabase, lackOfPostgres } from '../../store/support/postgres.ts';
import { describeWith } from '../../support/describe-with.ts';
import { command } from '../support/scene.ts';
import { eachInAPlace } from './bots.ts';

const place = eachInAPlace();

/** What somebody hears from each of two bots: Slack gives a payload to each in turn. */
async function answers(who: string): Promise<string[]> {
  const person = place().workspace.person(who);
  const heard: string[] = [];
  for (let payload = 0; payload < 2; payload += 1) {
    const answer = await person.command(command, 'list');
    heard.push(answer.ok ? (answer.text ?? '') : `no answer: ${answer.error}`);
  }
  return heard;
}

describeWith(lackOfPostgres, 'Of two bots on one PostgreSQL', () => {
  test('both refuse a person from the moment on at which Slack tells one of them that they are a guest now', async () => {
    const url = await freshDatabase();
    await place().botOn(url);
    await place().botOn(url);
    const admitted = expect.not.stringContaining("can't use this bot");
    expect(await answers('dave')).toEqual([admitted, admitted]);
    place().workspace.person('dave').becomeGuest();
    const refused = expect.stringContaining("Guests can't use this bot.");
    await vi.waitFor(async () => expect(await answers('dave')).toEqual([refused, refused]), {
      timeout: 10_000,
      interval: 100,
    });
    expect(await answers('alice')).toEqual([admitted, admitted]);
  });
});
