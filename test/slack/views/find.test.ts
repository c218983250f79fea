import { describe, expect, test } from 'vitest';
import type { Hits } from '../../../src/app/finding/find-incidents.ts';
import { incidentIdSchema, incidentName } from '../../../src/domain/incident/ids.ts';
import { type FindPage, readFindValue } from '../../../src/slack/find-values.ts';
import { foundMessage } from '../../../src/slack/views/find.ts';
import type { IncidentRow } from '../../../src/store/found.ts';
import { overhear } from '../../support/overhear.ts';
import { longText, textKinds } from '../support/extremes/texts.ts';
import { row, rows, time } from '../support/incidents.ts';
import { blockText, buttonsOf } from '../support/reading.ts';

const list: FindPage = { place: 'list', typed: '', starts: [] };
const hits = (all: readonly IncidentRow[], over: Partial<Hits> = {}): Hits => ({
  hits: all.map((one) => ({ row: one, why: null })),
  older: false,
  searched: 'all',
  ...over,
});
const id = (n: number) => incidentIdSchema.parse(n);

describe('the list', () => {
  test('names each incident with its severity, status, title, channel, commander and start', () => {
    expect(foundMessage(hits(rows(1)), list, time).text).toBe(
      '*INC-1* [P1] INVESTIGATING: Inbox does not load <#C0INC7>, <@U024BE7LH>, <!date^1795269600^{date_short_pretty} at {time}|14:00 UTC>',
    );
  });

  test('says so when there is none, and how to declare one', () => {
    expect(foundMessage(hits([]), list, time).text).toBe(
      'No incidents yet. Declare one with `/intercom-incident open`.',
    );
  });

  test('has no buttons if it has all', () => {
    expect(buttonsOf(foundMessage(hits(rows(20)), list, time))).toEqual([]);
  });

  test.each(textKinds)('leaves none out between two pages, however long: %s', (kind) => {
    const all = rows(20, 1, () => ({ title: longText(kind, 150) }));
    const shown = foundMessage(hits(all), list, time);
    const listed = all.filter((one) => blockText(shown).includes(`*${incidentName(one.id)}* `));
    expect(listed).toEqual(all.slice(0, listed.length));
    const [older] = buttonsOf(shown).map(({ value }) => readFindValue(String(value))?.starts);
    expect(older).toEqual(listed.length < all.length ? [listed.at(-1)?.id] : undefined);
  });
});

describe('what was found', () => {
  const page: FindPage = { place: 'find', typed: 'token P1', starts: [] };

  test('shows what was asked for and where it stands, with the postmortem of a closed incident', () => {
    const why = { where: '#12', text: 'token_revoked since noon' };
    const closed = row({ status: 'CLOSED', nextUpdateAt: null });
    const shown = foundMessage({ hits: [{ row: closed, why }], older: false, searched: 'all' }, page, time);
    expect(shown.text).toContain('*Incidents: token P1*\n*INC-7* [P1] CLOSED: ');
    expect(shown.text).toContain('\n#12: token_revoked since noon');
    expect(buttonsOf(shown).map(({ label }) => label)).toEqual(['Postmortem']);
  });

  test('turns its pages both ways, and keeps what was asked for', () => {
    const shown = foundMessage(hits(rows(8, 41), { older: true }), { ...page, starts: [id(80)] }, time);
    expect(buttonsOf(shown).map(({ label, value }) => [label, readFindValue(String(value))])).toEqual([
      ['Older', { ...page, starts: [80, hits(rows(8, 41)).hits.at(-1)?.row.id] }],
      ['Newer', { ...page, starts: [] }],
    ]);
  });

  test.each([
    [
      'indexed',
      'The search index is still being filled, so older incidents can be missing. Try again later.',
    ],
    [
      'readable',
      "Incidents that this version of the bot can't read aren't searched. `/intercom-incident list` shows them.",
    ],
  ] as const)('says what may be missing if only %s incidents were searched', (searched, remark) => {
    expect(overhear(foundMessage(hits([], { searched }), page, time).text)).toContain(remark);
  });

  test.each(['', 'x', '["find","a"]', '["nowhere","a",[]]', '["find","a",["x"]]'])(
    'has no page for a button of %j',
    (value) => {
      expect(readFindValue(value)).toBeNull();
    },
  );
});
