import { expect, test } from 'vitest';
import { isCardOf } from '../../bench/chaos/rules/verdicts.ts';
import { checksCard } from '../../src/slack/views/diagnosis/checks.ts';
import { checkedAgain, diagnosed } from '../domain/support/diagnoses.ts';
import { channelReady, opened } from '../domain/support/events.ts';
import { incidentOf } from '../domain/support/given.ts';

/** An incident whose checks found for the second time that it has recovered, in these words. */
const recovered = (lastFailure: string) =>
  incidentOf(
    opened(),
    channelReady(),
    diagnosed(),
    checkedAgain({
      leaf: 'recovered',
      owner: 'nobody',
      cause: `Recovered; last failure at ${lastFailure}`,
    }),
  );
const cardOf = (incident: ReturnType<typeof recovered>): string =>
  checksCard(incident, { now: incident.recordedAt, timeZone: 'UTC' })?.text ?? '';

test('the chaos rule about cards lets one name a time with its day, as an earlier check wrote it', () => {
  const card = cardOf(recovered('2026-11-29 21:42 UTC'));
  expect(isCardOf(recovered('21:42 UTC'), card)).toBe(true);
  expect(isCardOf(recovered('21:43 UTC'), card)).toBe(false);
});
