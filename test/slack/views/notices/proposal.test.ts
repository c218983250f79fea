import { describe, expect, test } from 'vitest';
import type { Episode } from '../../../../src/domain/watch/episode.ts';
import { proposalMessage } from '../../../../src/slack/views/notices/proposal.ts';
import { bob, incident7, minute } from '../../../domain/support/fixtures.ts';
import { episode } from '../../../domain/support/watching.ts';
import { overhear } from '../../../support/overhear.ts';

const shown = { now: minute(60), timeZone: 'UTC' };

/** The message as it reads, without the diagnosis. */
const read = (over: Partial<Episode>): string[] =>
  overhear(proposalMessage(episode(over), shown))
    .text.replace(/<!date[^|]*\|([^>]*)>/g, '$1')
    .replaceAll('*', '')
    .split('\n')
    .filter((line) => !/^(Whose problem|Cause|Do now|Confidence|Suggested severity): /.test(line));

const asks = ':rotating_light: Two checks in a row found a problem, first seen 14:01 UTC.';
const asked = ':white_circle: Two checks in a row found a problem, first seen 14:01 UTC.';

describe('A suggestion says what the checks showed', () => {
  test.each<[string, Partial<Episode>, string[]]>([
    ['two bad checks in a row', {}, [asks]],
    [
      'two bad checks with one between them that could not tell',
      { unclearBetween: 1 },
      [":rotating_light: Two checks found a problem, first seen 14:01 UTC; one in between couldn't tell."],
    ],
    [
      'two bad checks with two between them that could not tell',
      { unclearBetween: 2 },
      [":rotating_light: Two checks found a problem, first seen 14:01 UTC; 2 in between couldn't tell."],
    ],
    ['what got worse', { worseThan: 'P3' }, [asks, 'It got worse: it was P3 before.']],
    [
      'what came back',
      { cameBackAt: minute(20) },
      [asks, 'After a healthy check, two found the problem again, most recently 14:20 UTC.'],
    ],
  ])('of %s', (_what, over, lines) => {
    expect(read(over)).toEqual(lines);
  });

  test.each<[NonNullable<Episode['answer']>, string]>([
    [{ kind: 'opened', by: bob, incident: incident7 }, `Incident declared by <@${bob}>: INC-7.`],
    [{ kind: 'opened', by: bob, incident: null }, `Incident declared by <@${bob}>.`],
    [{ kind: 'dismissed', by: bob }, `Dismissed as not an incident by <@${bob}>.`],
    [
      { kind: 'recovered', at: minute(9) },
      'A check was healthy again 14:09 UTC. No incident was declared from this.',
    ],
    [
      { kind: 'overtaken', incident: incident7 },
      'People were already working on INC-7, so this suggestion ended.',
    ],
    [
      { kind: 'replaced', episode: episode({ firstBadAt: minute(9) }).id },
      'Later checks found something new. A later suggestion replaced this one.',
    ],
  ])('and how it ended in words that stay true: %j', (answer, line) => {
    expect(read({ answer })).toEqual([asked, line]);
    expect(JSON.stringify(proposalMessage(episode({ answer }), shown).blocks)).not.toContain('"button"');
  });
});
