import { expect, test } from 'vitest';
import { openPane, send } from '../../demo/browser/actions.ts';
import { button, channel, diagnosis, modal, saying, side } from '../../demo/browser/locators.ts';
import { inBrowser } from './support/sandbox.ts';

inBrowser('A drill', (sandbox) => {
  test("is played from the panel's list to its review, and nothing of it is announced", async () => {
    const { open, workspace } = sandbox();
    const page = await open('alice');
    await openPane(page, 'Simulation');
    const outside = side(page, 'Simulation');
    await button(outside, 'Start friday-evening').click();
    const start = saying(page, 'DRILL: friday-evening');
    await start.getByText('Only visible to you').waitFor();
    await button(start, 'Declare').click();
    const form = modal(page, 'Declare a drill');
    await form.getByLabel('Title').fill('Replies do not go out');
    await button(form, 'Declare').click();
    await channel(page, 'inc-1-drill-replies-do-not-go-out').click();
    const headline = saying(page, 'INCIDENT (DRILL): Intercom Integration');
    await button(headline, 'Take command').click();
    await headline.getByText(/Commander:\s+@alice/).waitFor();
    await diagnosis(page).getByText('these checks are simulated').waitFor();

    await button(outside, '+5 min').click();
    await diagnosis(page).getByText('token_revoked').first().waitFor();
    await button(outside, '+5 min').click();
    await saying(page, 'DRILL: posted by the bot').nth(1).waitFor();
    await send(page, '/intercom-incident update Our token was revoked');
    await button(modal(page, 'Update INC-1'), 'Post update').click();
    await saying(page, 'update').first().waitFor();
    await send(page, '/intercom-incident close');
    const close = modal(page, 'Close INC-1');
    await close.getByLabel('Summary').fill('We practised.');
    await button(close, 'Close anyway').click();

    const review = saying(page, 'Review of DRILL INC-1: friday-evening');
    await review.getByText('What it was', { exact: true }).waitFor();
    expect(await review.innerText()).toMatch(/How it went[\s\S]*Time to take command: at declaration/);
    await saying(page, 'Postmortem of DRILL INC-1').getByText('We practised.').waitFor();
    expect(workspace.channel('incidents').posts).toEqual([]);
  });
});
