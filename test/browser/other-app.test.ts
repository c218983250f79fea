import { expect, test } from 'vitest';
import { openPane, send } from '../../demo/browser/actions.ts';
import { button, channel, composer, modal, saying, side } from '../../demo/browser/locators.ts';
import { pressOn, tabTo, writeIn } from './support/keyboard.ts';
import { lunchApp } from './support/lunch-app.ts';
import { inBrowserWith } from './support/sandbox.ts';

/** A picture of one pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

inBrowserWith(lunchApp, "Slack's own client, with an app that is not ours", (sandbox) => {
  test('says first how to add the app to a channel, until it is added', async () => {
    const page = await sandbox().open('bob');
    await channel(page, 'random').click();
    const first = page.getByRole('region', { name: 'What to do first' });
    await first.getByText('/invite @incident_bot').waitFor();
    await send(page, '/invite @Incident Bot');
    await first.getByText('/invite').waitFor({ state: 'detached' });
    await first.getByText('Type / below').waitFor();
  });

  test('asks the app for the options of an external select, and tells it which was chosen by mouse', async () => {
    const page = await sandbox().open('alice');
    await send(page, '/dish');
    const dish = saying(page, 'Which dish?').getByRole('combobox');
    await dish.click();
    await dish.fill('pi');
    await expect
      .poll(() => page.getByRole('listbox').getByRole('option').allInnerTexts())
      .toEqual(['Pizza', 'Pide']);
    await page.getByRole('option', { name: 'Pide' }).click();
    await saying(page, 'You chose Pide.').waitFor();
  });

  test('asks for nothing before enough was typed into an external select', async () => {
    const { open, workspace } = sandbox();
    const page = await open('alice');
    await send(page, '/dish');
    const dish = saying(page, 'Which dish?').last().getByRole('combobox');
    await dish.click();
    await dish.fill('r');
    await dish.fill('ra');
    await page.getByRole('option', { name: 'Ramen' }).waitFor();
    const asked = workspace.deliveries.flatMap(({ kind, payload }) =>
      kind === 'interactive' && payload.type === 'block_suggestion' ? [payload.value] : [],
    );
    expect(asked).not.toContain('r');
    expect(asked.at(-1)).toBe('ra');
  });

  test('fills in an external select in a modal by keyboard alone', async () => {
    const page = await sandbox().open('alice');
    await writeIn(page, composer(page), '/order');
    await page.keyboard.press('Enter');
    const form = modal(page, 'Order lunch');
    await writeIn(page, form.getByRole('combobox', { name: 'Dish' }), 'sal');
    await page.getByRole('option', { name: 'Salad' }).waitFor();
    await page.keyboard.press('Enter');
    await pressOn(page, button(form, 'Order'));
    await saying(page, 'Salad is ordered.').waitFor();
  });

  test('creates a channel by keyboard, says why a name is refused, and invites a person and the app', async () => {
    const { open } = sandbox();
    const alice = await open('alice');
    const bob = await open('bob');
    await pressOn(alice, button(alice, 'Create a channel'));
    const form = modal(alice, 'Create a channel');
    const name = form.getByLabel('Name');
    await writeIn(alice, name, 'general');
    await alice.keyboard.press('Enter');
    await form.getByRole('textbox', { name: 'Name', description: /general/ }).waitFor();
    await writeIn(alice, name, 'lunch-club');
    await tabTo(alice, form.getByLabel('Private'));
    await alice.keyboard.press('Space');
    await pressOn(alice, button(form, 'Create'));
    await alice.getByRole('textbox', { name: 'Message #lunch-club' }).waitFor();
    expect(await channel(bob, 'lunch-club').count()).toBe(0);

    await writeIn(alice, composer(alice), '/invite @bob @incident_bot');
    await alice.keyboard.press('Enter');
    await channel(bob, 'lunch-club').click();
    // In a private channel the app can post only because it was invited.
    await send(alice, '/dish');
    await saying(bob, 'Which dish?').waitFor();
  });

  test('posts what someone does with /me, chosen from the suggestions by mouse', async () => {
    const page = await sandbox().open('alice');
    await composer(page).fill('/m');
    await page.getByRole('option', { name: /\/me/ }).click();
    await page.keyboard.type('waves');
    await button(page, 'Send').click();
    await saying(page, 'waves').waitFor();
    expect(await saying(page, '/me').count()).toBe(0);
  });

  test.each(['mouse', 'keyboard'] as const)(
    'shares a file from this machine by %s, and shows it',
    async (by) => {
      const page = await sandbox().open('alice');
      const share = button(page, 'Share a file');
      const chosen = page.waitForEvent('filechooser');
      await (by === 'mouse' ? share.click() : pressOn(page, share));
      const name = `dish-by-${by}.png`;
      await (await chosen).setFiles({ name, mimeType: 'image/png', buffer: png });
      const picture = page.getByRole('main').getByRole('img', { name });
      await picture.waitFor();
      await expect
        .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
        .toBeGreaterThan(0);
    },
  );

  test('shows a scheduled message when its time comes, and not before', async () => {
    const page = await sandbox().open('alice');
    await channel(page, 'random').click();
    await send(page, '/remind');
    await sandbox().settled();
    await openPane(page, 'Simulation');
    await button(side(page, 'Simulation'), '+5 min').click();
    await sandbox().settled();
    expect(await saying(page, 'Lunch is ready.').count()).toBe(0);
    await button(side(page, 'Simulation'), '+5 min').click();
    await saying(page, 'Lunch is ready.').waitFor();
  });
});
