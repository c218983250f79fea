import { expect, test } from 'vitest';
import { declare, send } from '../../demo/browser/actions.ts';
import { button, channel, composer, headline, saying } from '../../demo/browser/locators.ts';
import { inBrowser } from './support/sandbox.ts';

inBrowser('Two people in two windows', (sandbox) => {
  test('see what the other does, and each only their own responses from the bot', async () => {
    const { open } = sandbox();
    const alice = await open('alice');
    const bob = await open('bob');
    await declare(alice, 'Inbox is empty');

    expect(await channel(bob, 'incidents').textContent()).toContain('1 unread');
    await channel(bob, 'inc-1-inbox-is-empty').click();
    await button(bob, 'Join channel').click();
    await headline(bob).getByText('Unassigned').waitFor();
    await button(headline(alice), 'Take command').click();
    await headline(bob)
      .getByText(/Commander:\s+@alice/)
      .waitFor();

    await send(alice, '/intercom-incident status');
    await saying(alice, 'Only visible to you').nth(1).waitFor();
    await send(alice, 'Look at #incidents, @bob');
    await saying(bob, 'Look at #incidents').waitFor();
    // His own is the brief that whoever joins gets.
    expect(await saying(bob, 'Only visible to you').allInnerTexts()).toEqual([
      expect.stringContaining('Next update:'),
    ]);
    expect(await saying(alice, 'Only visible to you').count()).toBe(2);
  });

  test('can go on writing while a message is being sent', async () => {
    const { open } = sandbox();
    const alice = await open('alice');
    let arrive = () => {};
    const onItsWay = new Promise<void>((done) => {
      arrive = done;
    });
    await alice.route('**/act', async (route) => {
      await onItsWay;
      await route.continue();
    });
    await send(alice, 'Tea?');
    await composer(alice).fill('Or coffee?');
    arrive();
    await saying(alice, 'Tea?').waitFor();
    await button(alice, 'Send').click();
    await saying(alice, 'Or coffee?').waitFor();
    await expect.poll(() => composer(alice).inputValue()).toBe('');
  });

  test('see in the sidebar what is unread and mentions them, until they read it', async () => {
    const { open } = sandbox();
    const alice = await open('alice');
    const bob = await open('bob');
    await channel(bob, 'random').click();
    await send(alice, 'Lunch?');
    await send(alice, '@bob: pizza?');
    const general = channel(bob, 'general');
    await general.getByText('2 unread').waitFor({ state: 'attached' });
    await general.getByText('1 mention').waitFor();
    await general.click();
    await bob.getByText('New', { exact: true }).waitFor();
    await saying(bob, 'pizza?').waitFor();
    await channel(bob, 'random').click();
    await expect.poll(() => general.textContent()).toBe('general');
  });
});
