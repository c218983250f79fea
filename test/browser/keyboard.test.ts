import { expect, test } from 'vitest';
import {
  button,
  channel,
  composer,
  diagnosis,
  headline,
  modal,
  saying,
  side,
} from '../../demo/browser/locators.ts';
import { pressOn, tabTo, writeIn } from './support/keyboard.ts';
import { inBrowser } from './support/sandbox.ts';

inBrowser('With the keyboard alone,', (sandbox) => {
  test('an incident can be led from declaration to postmortem', async () => {
    const { intercom, open } = sandbox();
    await intercom.set({ api: 'unavailable' });
    const page = await open('alice');
    const { keyboard } = page;

    await tabTo(page, composer(page));
    await keyboard.type('/inter');
    await keyboard.press('Tab');
    await keyboard.type('open P1 Conversations not loading');
    await keyboard.press('Enter');
    const form = modal(page, 'Declare an incident');
    await writeIn(page, form.getByLabel('Impact'), 'Nobody can answer customers');
    await tabTo(page, form.getByLabel('Commander'));
    await keyboard.type('bob');
    await keyboard.press('Enter');
    await pressOn(page, button(form, 'Declare'));
    await saying(page, 'INC-1 declared.').waitFor();
    await pressOn(page, channel(page, 'inc-1-conversations-not-loading'));
    await headline(page).getByText('Pinned').waitFor();
    await diagnosis(page).getByText('are in the thread').waitFor();
    await headline(page).getByText('@bob').waitFor();

    await pressOn(page, button(headline(page), 'Take command'));
    await headline(page)
      .getByText(/Commander:\s+@alice/)
      .waitFor();
    await pressOn(page, diagnosis(page).getByRole('checkbox', { name: 'Done' }).first(), 'Space');
    await diagnosis(page).getByText('Done by @alice').waitFor();

    await pressOn(page, button(headline(page), 'Post update'));
    const update = modal(page, 'Update INC-1');
    await tabTo(page, update.getByLabel('Status'));
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await writeIn(page, update.getByLabel('Cause'), 'Intercom has an outage');
    await pressOn(page, button(update, 'Post update'));
    await headline(page).getByText('IDENTIFIED').waitFor();

    await pressOn(page, button(page, 'Simulation'));
    const outside = side(page, 'Simulation');
    await pressOn(page, button(outside, 'Skip to next event'));
    await outside.getByText('Skipped to: INC-1: the next check of Intercom.').waitFor();
    await pressOn(page, button(outside, '+30 min'));
    const reminder = saying(page, /Update (?:due|overdue since)/).first();
    await pressOn(page, button(reminder, 'Post update'));
    await pressOn(page, button(update, 'Post update'));
    await saying(page, /Update posted \(it was due .*\)/).waitFor();

    await tabTo(page, composer(page));
    await keyboard.type('/intercom-incident resolve It recovered');
    await keyboard.press('Enter');
    await pressOn(page, button(modal(page, 'Resolve INC-1'), 'Resolve anyway'));
    await headline(page).getByText('RESOLVED').waitFor();
    await pressOn(page, button(headline(page), 'Close'));
    const close = modal(page, 'Close INC-1');
    await writeIn(page, close.getByLabel('Summary'), 'Agents could not see conversations.');
    await keyboard.press('ControlOrMeta+Enter');
    await headline(page).getByText('CLOSED').waitFor();
    const postmortem = saying(page, 'Postmortem of INC-1: ');
    await postmortem.getByRole('heading', { name: 'Incident: Intercom' }).waitFor();
    expect(await postmortem.innerText()).toContain('Agents could not see conversations.');
  });
});
