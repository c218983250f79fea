import type { Page } from 'playwright-core';
import { send } from '../../../demo/browser/actions.ts';
import { button, channel, diagnosis, headline, modal, saying } from '../../../demo/browser/locators.ts';
import type { Sandbox } from './sandbox.ts';

const minute = 60_000;

/** Tuesday, 17 November 2026, 14:02 UTC, which is London's time too. */
export const hourStartsAt = Date.UTC(2026, 10, 17, 14, 2);

/** The moments of the hour at which somebody looks at the page, in order. */
export type Moment =
  | 'declaring'
  | 'declared'
  | 'told'
  | 'updated'
  | 'overdue'
  | 'resolving'
  | 'resolved'
  | 'closing'
  | 'closed'
  | 'corrected';

/** The hour as it is played: in which window, in which world, and who looks on. */
type Hour = {
  readonly page: Page;
  readonly set: Sandbox;
  readonly look: (moment: Moment) => Promise<void>;
};

/**
 * A person's hour with one P1: it is declared, its verdict changes twice, it is updated, handed over and its severity
 * changed, one update is missed; then it is resolved, closed, and its review corrected. `look` is called at each moment.
 */
export async function playHour(hour: Hour, title: string): Promise<void> {
  await declared(hour, title);
  await led(hour);
  await ended(hour);
}

async function declared({ page, set, look }: Hour, title: string): Promise<void> {
  await set.intercom.set({ api: 'unavailable', status: 'none', health: { kind: 'ok' } });
  await send(page, `/intercom-incident open P1 ${title}`);
  const form = modal(page, 'Declare an incident');
  await form.getByLabel('Impact').fill('Agents cannot read or answer conversations');
  await form.getByLabel('Commander').click();
  await page.getByRole('option', { name: '@alice' }).click();
  await look('declaring');
  await button(form, 'Declare').click();
  await saying(page, 'declared. Its channel').last().waitFor();
  await set.settled();
  const menu = button(page, 'Channels');
  if (await menu.isVisible()) await menu.click();
  await channel(page, `inc-\\d+-${title.toLowerCase().replaceAll(' ', '-')}`).click();
  await diagnosis(page).getByText('1 reply').waitFor();
  await look('declared');
}

async function led(hour: Hour): Promise<void> {
  const { page, set, look } = hour;
  await pass(hour, 4);
  await set.intercom.set({ status: 'api_outage' });
  await pass(hour, 4);
  await diagnosis(page).getByText('Errors on the REST API').waitFor();
  await look('told');
  await update(hour, {
    Cause: 'Intercom has posted errors on its REST API',
    Action: 'Serving cached conversations',
  });
  await saying(page, 'Update by').waitFor();
  await send(page, '/intercom-incident commander @bob');
  await saying(page, 'is now incident commander').waitFor();
  await look('updated');

  await pass(hour, 10);
  await send(page, '/intercom-incident severity P2 Cached conversations can be read');
  await saying(page, 'changed the severity').waitFor();
  await pass(hour, 4);
  await set.intercom.set({ api: 'healthy', status: 'none' });
  await pass(hour, 26);
  await headline(page).getByText('overdue since').waitFor();
  await look('overdue');
  await update(hour, {
    Cause: 'Intercom had an outage of its REST API',
    Action: 'Sending the replies that were kept',
  });
  await saying(page, 'min late').waitFor();
  await pass(hour, 10);
}

async function ended({ page, set, look }: Hour): Promise<void> {
  await button(headline(page), 'Resolve').click();
  const resolve = modal(page, 'Resolve INC-');
  await resolve.getByLabel('What fixed it').fill('Intercom recovered; the kept replies were sent');
  await look('resolving');
  await button(resolve, 'Resolve').click();
  await saying(page, 'Resolved by').waitFor();
  await saying(page, 'Last checks:').waitFor();
  await set.settled();
  await look('resolved');

  await send(page, '/intercom-incident close');
  const review = modal(page, 'Close INC-');
  await review.getByLabel('Summary').fill('Intercom answered 503 to every request for a quarter of an hour.');
  await look('closing');
  await button(review, 'Close').click();
  await saying(page, 'Postmortem of INC-').waitFor();
  await look('closed');

  await send(page, '/intercom-incident reopen The review names the wrong cause');
  await saying(page, 'Reopened by').waitFor();
  await set.settled();
  await send(page, '/intercom-incident close');
  await review.getByLabel('Root cause').fill('A deployment of Intercom, by its own review');
  await button(review, 'Close').click();
  await saying(page, 'by its own review').waitFor();
  await look('corrected');
}

async function pass({ set }: Hour, minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 1) {
    set.workspace.clock.advance(minute);
    await set.settled();
  }
}

async function update({ page, set }: Hour, facts: Readonly<Record<string, string>>): Promise<void> {
  await button(headline(page), 'Post update').click();
  const form = modal(page, 'Update INC-');
  for (const [label, text] of Object.entries(facts)) await form.getByLabel(label).fill(text);
  await button(form, 'Post update').click();
  await form.waitFor({ state: 'hidden' });
  await set.settled();
}
