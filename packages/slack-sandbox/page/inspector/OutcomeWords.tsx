import { outcomeOf } from './outcome.ts';

/** How something ended: in words, with the color that goes with them. */
export function OutcomeWords({ outcome }: { readonly outcome: string }) {
  const { tone, words } = outcomeOf(outcome);
  return <span className={`outcome ${tone}`}>{words}</span>;
}
