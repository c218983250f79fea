import { expect, test } from 'vitest';
import { openPane, send } from '../../demo/browser/actions.ts';
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
import { inBrowser } from './support/sandbox.ts';

inBrowser('With the mouse,', (sandbox) => {
  test('an incident can be led from declaration to postmortem', async () => {
    const { intercom, open } = sandbox();
    await intercom.set({ api: 'unavailable' });
    const page = await open('alice');

    await send(page, '/intercom-incident open P1 Conversations not loading');
    const form = modal(page, 'Declare an incident');
    await form.getByLabel('Impact').fill('Nobody can answer customers');
    await form.getByLabel('Severity').click();
    await page.getByRole('option', { name: 'P2' }).click();
    await button(form, 'Declare').click();
    await saying(page, 'INC-1 declared.').waitFor();
    await channel(page, 'inc-1-conversations-not-loading').click();
    await headline(page).getByText('Pinned').waitFor();
    await diagnosis(page).getByText('are in the thread').waitFor();
    expect(await headline(page).innerText()).toMatch(
      /Conversations not loading\s+Status:\s+INVESTIGATING\s+Severity:\s+P2[\s\S]*Unassigned/,
    );
    expect(await diagnosis(page).innerText()).toContain("Cause: Intercom's API returns 503");

    await button(headline(page), 'Take command').click();
    await headline(page).getByText('@alice').first().waitFor();
    await diagnosis(page).getByRole('checkbox', { name: 'Done' }).first().click();
    await diagnosis(page).getByText('Done by @alice').waitFor();

    await button(headline(page), 'Post update').click();
    const update = modal(page, 'Update INC-1');
    await update.getByLabel('Status').click();
    await page.getByRole('option', { name: 'IDENTIFIED' }).click();
    await update.getByLabel('Cause').fill('Intercom has an outage');
    await button(update, 'Post update').click();
    await headline(page).getByText('IDENTIFIED').waitFor();

    await openPane(page, 'Simulation');
    const outside = side(page, 'Simulation');
    // Messages that wait for Slack's pace come due before it.
    await expect
      .poll(
        async () => {
          await button(outside, 'Skip to next event').click();
          return outside.innerText();
        },
        { timeout: 20_000, interval: 500 },
      )
      .toContain('Skipped to: INC-1: the next check of Intercom.');
    await button(outside, '+30 min').click();
    await button(outside, '+30 min').click();
    const reminder = saying(page, /Update (?:due|overdue since)/).first();
    await button(reminder, 'Snooze 15 min').click();
    await saying(page, 'Reminder snoozed; the update was due').waitFor();
    await headline(page).getByText('overdue since').waitFor();
    await button(outside, '+30 min').click();
    await saying(page, 'Update overdue since').getByText('Snooze 15 min').waitFor();

    await button(headline(page), 'Resolve').click();
    const resolve = modal(page, 'Resolve INC-1');
    await resolve.getByLabel('What fixed it').fill('Intercom recovered');
    await resolve.getByText('The checks are still failing').waitFor();
    await button(resolve, 'Resolve anyway').click();
    await headline(page).getByText('RESOLVED').waitFor();
    await button(headline(page), 'Close').click();
    const close = modal(page, 'Close INC-1');
    await close.getByLabel('Summary').fill('Agents could not see conversations.');
    await close.getByLabel('Action items').fill('Warm the cache - Bob - 2026-12-01');
    await button(close, 'Close').click();
    await headline(page).getByText('CLOSED').waitFor();

    const postmortem = saying(page, 'Postmortem of INC-1: ');
    await postmortem.getByRole('heading', { name: 'Incident: Intercom' }).waitFor();
    await postmortem.getByText('Agents could not see conversations.').waitFor();
    await postmortem.getByRole('img', { name: /^Chart of API response times and failed requests/ }).waitFor();
    expect(await postmortem.innerText()).toContain('Warm the cache - Bob - 2026-12-01');
    await composer(page).waitFor();
  });
});
