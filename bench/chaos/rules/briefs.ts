import type { Case } from '../evidence/evidence.ts';
import { eventsOf } from '../evidence/evidence.ts';
import type { Ground } from '../faults/faults.ts';
import type { Ledger } from '../people/expected-state.ts';
import type { Violation } from '../violation.ts';
import { firstTitle } from './actions.ts';
import { briefsShown } from './people.ts';
import { stateOf, wasTrue } from './truth.ts';

/** What someone was told about the current state, on request or on joining, was true when they were told. */
export function checkBriefs(
  one: Case,
  { workspace, witness, ledger }: Pick<Ground, 'workspace' | 'witness'> & { readonly ledger: Ledger },
): Violation[] {
  const title = firstTitle(one);
  const asked = ledger.deeds.flatMap(({ kind, title: of, fate, answer }) =>
    kind === 'catchup' && of === title && fate === 'done' && answer ? [answer] : [],
  );
  const joiners = eventsOf(one, 'caught_up').flatMap(({ event, by }) =>
    !event.asked && by.kind === 'person' ? [by.user] : [],
  );
  const shown = [...new Set(joiners)].flatMap((user) =>
    briefsShown(workspace, one, user).map(({ text, ts }) => ({ text, at: Number(ts) * 1_000 })),
  );
  return [...asked, ...shown]
    .filter(({ text, at }) => !wasTrue(one, at, witness, (incident) => text.includes(stateOf(incident))))
    .map(({ text, at }) => ({
      kind: 'untrue',
      incident: one.name,
      what: `a brief at ${at}: "${text}"`,
      look: 'the record as it stood then',
    }));
}
