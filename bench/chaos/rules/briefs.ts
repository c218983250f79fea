import type { IncidentEvidence } from '../evidence/evidence.ts';
import { eventsOf } from '../evidence/evidence.ts';
import { wasTrue } from '../evidence/states.ts';
import type { ChaosContext } from '../faults/faults.ts';
import type { ExpectedState } from '../people/expected-state.ts';
import type { Violation } from '../violation.ts';
import { firstTitle } from './operations.ts';
import { briefsShown } from './people.ts';
import { stateOf } from './truth.ts';

/** What someone was told about the current state, on request or on joining, was true when they were told. */
export function checkBriefs(
  one: IncidentEvidence,
  {
    workspace,
    observer,
    expected,
  }: Pick<ChaosContext, 'observer' | 'workspace'> & { readonly expected: ExpectedState },
): Violation[] {
  const title = firstTitle(one);
  const asked = expected.operations.flatMap(({ kind, title: of, outcome, answer }) =>
    kind === 'catchup' && of === title && outcome === 'done' && answer ? [answer] : [],
  );
  const joiners = eventsOf(one, 'caught_up').flatMap(({ event, by }) =>
    !event.asked && by.kind === 'person' ? [by.user] : [],
  );
  const shown = [...new Set(joiners)].flatMap((user) =>
    briefsShown(workspace, one, user).map(({ text, ts }) => ({ text, at: Number(ts) * 1_000 })),
  );
  return [...asked, ...shown]
    .filter(({ text, at }) => !wasTrue(one, at, observer, (incident) => text.includes(stateOf(incident))))
    .map(({ text, at }) => ({
      kind: 'untrue',
      incident: one.name,
      what: `a brief at ${at}: "${text}"`,
      look: 'the record as it stood then',
    }));
}
