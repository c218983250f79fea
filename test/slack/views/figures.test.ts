import { expect, test } from 'vitest';
import { plainText } from '../../../src/domain/text/text.ts';
import { figuresMessage, outagesMessage } from '../../../src/slack/views/figures.ts';
import { timesModal } from '../../../src/slack/views/forms/times-modal.ts';
import { largestFigures, manyOutages, noFigures } from '../../domain/figures/extreme-figures.ts';
import { opened } from '../../domain/support/events.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { incidentOf } from '../../domain/support/given.ts';
import { overhear } from '../../support/overhear.ts';
import { channel, time } from '../support/incidents.ts';

test('figures of nothing say that there is nothing to measure', () => {
  const said = overhear(figuresMessage(noFigures(time.now)).text);
  expect(said).toContain('Time to detect: nothing to measure yet (of 0 incidents)');
  expect(said).toContain('Outages caused by Intercom: none');
});

test('figures say what they leave out, and what they assume', () => {
  const said = overhear(
    figuresMessage(largestFigures(time.now))
      .blocks.map((block) => JSON.stringify(block))
      .join(),
  );
  expect(said).toContain('99999999 not read yet, 99999999 not resolved');
  expect(said).toContain('99999999 counted from the declaration, as nobody said when it started');
  expect(said).toContain('left out: 99999999 of drills');
});

test('more outages than an answer holds are all in the terminal', () => {
  const { blocks } = outagesMessage(manyOutages('API down', time.now));
  const said = overhear(blocks.map((block) => JSON.stringify(block)).join());
  expect(said).toContain('All of it: `npx intercom-incident figures intercom 2026-11` in the terminal.');
  expect(said).toContain("99 incidents couldn't be read yet, and may be missing.");
});

test('each time says where it comes from', () => {
  const alert = { at: minute(-3), text: plainText('HTTP 503') };
  const said = overhear(JSON.stringify(timesModal(incidentOf(opened({ firstAlert: alert })), channel)));
  expect(said).toContain('When it really started. From the first alert.');
  expect(said).toContain("The bot's checks found it.");
  expect(said).toContain('When it was last resolved. Not known yet.');
});
